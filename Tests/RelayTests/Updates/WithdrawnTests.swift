import Cryptography
import Foundation
import Installer
import Messages
import Primitives
import RelayStorage
import Releases
import Sessions
import SignedObjects
import Storage
import Testing
import Updates

@testable import Agent
@testable import Relay

/// What becomes of a version on machines when the vendor takes it out.
@Suite struct WithdrawnTests {
    private func place(_ version: String, _ scene: InstallScene) -> String { scene.relay.place + "/product/versions/" + version }

    @Test func `fetched: dropped; installed: listed; kept for a way back: dropped`() async throws {
        let scene = try await InstallScene()
        try await scene.agent.connect()
        let first = try await scene.release("1.0")
        let session = try await scene.session()
        #expect(try await scene.perform(scene.operation(scene.install(first.payload), session)).result == .succeeded)
        let second = try await scene.release("1.1")
        #expect(try await scene.perform(scene.operation(scene.install(second.payload), session)).result == .succeeded)
        // 1.2 is fetched and not installed: the session names it, the fetch has ended, nothing was asked of the installer.
        let third = try await scene.release("1.2").payload
        let updater = scene.agent.core.updater
        let target = FetchedTarget(
            path: third.path, digest: try #require(third.file.sha256), length: try #require(third.file.length))
        try await scene.relay.context.database.write { transaction in
            try transaction.releaseTargets.name(target.path, target.digest, in: session.body.session, at: SystemWallClock().now())
        }
        let fetcher = TargetFetcher(try TargetSpool(updater.spool.targets, of: "ledger"))
        _ = try await fetcher.fetch(target, under: session.body.session, over: scene.agent.core.link.connection)
        try await updater.dropWithdrawnOnce("ledger")
        #expect(scene.spooled.contains("\(target.digest)"), "what is still offered stays: \(scene.spooled)")
        #expect(try scene.state?.kept.map(\.version) == ["1.0"])
        for version in ["1.0", "1.1", "1.2"] { try await scene.withdraw(version) }
        try await updater.dropWithdrawnOnce("ledger")
        #expect(scene.spooled == [])
        #expect(try scene.state?.kept == [])
        #expect(!FileManager.default.fileExists(atPath: place("1.0", scene)))
        // The installed one goes on, and both the list and the withdrawal name the machine.
        #expect(try scene.committed == "1.1" && FileManager.default.fileExists(atPath: place("1.1", scene)))
        let listed = try await scene.sara.releases("ledger", "1.1")
        #expect(listed.flatMap(\.machines).map { "\($0.name) \($0.version) \($0.installed)" } == ["till-1 1.1 true"])
        #expect(listed.flatMap(\.targets).allSatisfy { $0.withdrawn > 0 && $0.installed == 1 })
        let fetched = try await scene.sara.releases("ledger", "1.2").flatMap(\.machines)
        #expect(fetched.map { "\($0.name) \($0.version) \($0.installed)" } == ["till-1 1.2 false"])
        // Nothing is left to do.
        try await updater.dropWithdrawnOnce("ledger")
        try await scene.close()
    }

    @Test func `a version that is withdrawn while it is being installed is not switched to`() async throws {
        let scene = try await InstallScene()
        try await scene.agent.connect()
        let first = try await scene.release("1.0", stop: "while [ ! -e \"$HAMYAR_DATA/go\" ]; do sleep 0.1; done")
        let session = try await scene.session()
        #expect(try await scene.perform(scene.operation(scene.install(first.payload), session)).result == .succeeded)
        let second = try await scene.release("1.1")
        let operation = try scene.operation(scene.install(second.payload), session)
        let installing = Task { try await scene.perform(operation) }
        // While the old version is being stopped.
        try await eventually("the stop") { try scene.state?.install?.step == .stopped }
        try await scene.withdraw("1.1")
        try await scene.agent.core.updater.dropWithdrawnOnce("ledger")
        #expect(try scene.state?.install?.step == .stopped)
        try Data().write(to: URL(filePath: scene.data + "/go"))
        let outcome = try await installing.value
        #expect(outcome.code == "install.dropped" && outcome.install?.newVersion == "1.0", "\(outcome)")
        #expect(try scene.committed == "1.0" && scene.state?.failed == [])
        #expect(!FileManager.default.fileExists(atPath: place("1.1", scene)))
        #expect(try String(contentsOfFile: scene.data + "/running", encoding: .utf8) == "1.0\n")
        try await scene.close()
    }
}
