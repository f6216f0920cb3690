import Cryptography
import Entitlement
import Foundation
import Installer
import Messages
import Primitives
import RelayStorage
import Releases
import Sessions
import SignedObjects
import Storage
import SwiftProtobuf
import Testing
import Transport
import Updates

@testable import Agent
@testable import Relay

/// Installs and patches from a signed operation to a signed outcome: relay, agent and installer are the real ones.
@Suite struct InstallTests {
    @Test func `C3 a technician installs 1.0, patches it to 1.1 and takes the patch back`() async throws {
        let scene = try await InstallScene()
        let first = try await scene.release("1.0")
        let second = try await scene.release("1.1", patchesFrom: ["1.0"])
        let patch = try #require(second.patches.first)
        try await scene.agent.connect()
        let session = try await scene.session()
        let installed = try await scene.perform(scene.operation(scene.install(first.payload), session))
        #expect(installed.result == .succeeded, "\(installed)")
        #expect(installed.install?.newVersion == "1.0" && installed.install?.oldVersion == nil)
        #expect(installed.install?.steps.last?.name == "committed")
        #expect(installed.install?.steps.first { $0.name == "started" }?.exit == 0)
        #expect(installed.bytes == UInt64(try #require(first.payload.file.length)))
        #expect(try scene.committed == "1.0")
        let patched = try await scene.perform(scene.operation(scene.patch(patch, .apply, from: "1.0"), session))
        #expect(patched.result == .succeeded && patched.install?.newVersion == "1.1", "\(patched)")
        #expect(patched.install?.newTree == second.payload.description.tree.digest)
        #expect(patched.bytes == UInt64(try #require(patch.file.length)) && patched.bytes < installed.bytes / 4)
        let undone = try await scene.perform(scene.operation(scene.patch(patch, .undo, from: "1.0"), session))
        #expect(undone.result == .succeeded && undone.install?.newVersion == "1.0", "\(undone)")
        #expect(undone.install?.newTree == first.payload.description.tree.digest)
        #expect(try scene.committed == "1.0")
        // The relay knows what the machine has, before it says hello again.
        let known = try await scene.relay.context.database.read { try $0.machineTags.products(of: scene.machine) }
        #expect(known.contains { $0.name == "ledger" && $0.version == "1.0" }, "\(known)")
        for kind in ["operation.intent", "operation.outcome"] {
            #expect(try scene.relay.log(of: session.body.session).count { $0 == kind } == 3, "\(kind)")
            #expect(try scene.agent.logged().count { $0 == kind } == 3, "\(kind)")
        }
        #expect(try scene.installer.ask(.status).products.first?.state?.outcomes.allSatisfy(\.isReported) == true)
        #expect(try await scene.relay.isSound())
        #expect(try await scene.agent.isLogSound())
        try await scene.close()
    }

    @Test func `H36 H64 the same operation again installs nothing again; another target than the signed one is not fetched`()
        async throws
    {
        let scene = try await InstallScene()
        let first = try await scene.release("1.0")
        let foreign = try await scene.release("1.2", platform: "linux-aarch64")
        try await scene.agent.connect()
        let session = try await scene.session()
        let operation = try scene.operation(scene.install(first.payload), session)
        let outcome = try await scene.perform(operation)
        #expect(try await scene.perform(operation) == outcome)
        #expect(try scene.installer.ask(.status).products.first?.state?.outcomes.count == 1)
        for work in [
            try scene.install(first.payload, digest: Digest.of([9])), try scene.install(foreign.payload),
            try scene.install(foreign.payload, platform: "linux-x86_64"),
        ] {
            let refused = try await scene.perform(scene.operation(work, session))
            #expect(refused.result == .notPerformed && refused.code == "target.mismatch" && refused.bytes == 0, "\(refused)")
        }
        #expect(scene.spooled == [])
        #expect(try scene.committed == "1.0")
        try await scene.close()
    }

    @Test func `A15 a policy installs the newest release by itself, and only once`() async throws {
        let scene = try await InstallScene()
        let first = try await scene.release("1.0")
        try await scene.agent.connect()
        let session = try await scene.session()
        #expect(try await scene.perform(scene.operation(scene.install(first.payload), session)).result == .succeeded)
        try await scene.release("1.1")
        try await scene.release("2.0", patchesFrom: ["1.0"])
        #expect(try await !scene.agent.core.updater.updateOnce("ledger"))
        _ = try await scene.agent.allow()
        #expect(try await scene.agent.core.updater.updateOnce("ledger"))
        #expect(try scene.committed == "2.0")
        let newest = try #require(try scene.relay.newest())
        try await eventually("the end") { try scene.relay.newest()?.reason == "done" }
        let outcome = try #require(try scene.relay.outcome(of: newest.id))
        #expect(outcome.install?.oldVersion == "1.0" && outcome.install?.newVersion == "2.0" && outcome.bytes > 0)
        #expect(try scene.relay.settlement(of: newest.id) == "consumed")
        let before = try scene.relay.sessionCount()
        #expect(try await !scene.agent.core.updater.updateOnce("ledger"))
        #expect(try scene.relay.sessionCount() == before)
        #expect(try await scene.relay.isSound())
        try await scene.close()
    }

    @Test func `a patch that does not fit what is installed: the whole release is fetched, and that is said`() async throws {
        let scene = try await InstallScene()
        let first = try await scene.release("1.0")
        try await scene.agent.connect()
        let session = try await scene.session()
        #expect(try await scene.perform(scene.operation(scene.install(first.payload), session)).result == .succeeded)
        let second = try await scene.release("1.1", patchesFrom: ["1.0"])
        // Somebody changed the installed tree.
        let library = URL(filePath: scene.relay.place + "/product/versions/1.0/library")
        try Data("changed by hand".utf8).write(to: library)
        let outcome = try await scene.perform(scene.operation(scene.install(second.payload), session))
        #expect(outcome.result == .succeeded && outcome.install?.newVersion == "1.1", "\(outcome)")
        let said = try #require(outcome.install?.steps.first)
        #expect(said.name == "staged" && said.detail == "install.full-needed delta.wrong-old", "\(said)")
        let (patch, whole) = (try #require(second.patches.first?.file.length), try #require(second.payload.file.length))
        #expect(outcome.bytes == UInt64(patch + whole))
        #expect(outcome.install?.newTree == second.payload.description.tree.digest)
        #expect(try scene.committed == "1.1" && scene.spooled == [])
        let told = try #require(try scene.state)
        #expect(told.failed == [] && told.outcomes.allSatisfy(\.isReported))
        #expect(try await scene.relay.isSound())
        try await scene.close()
    }

    @Test func `a lapsed contract is a quote, and not one byte of the target is fetched`() async throws {
        let scene = try await InstallScene()
        let first = try await scene.release("1.0")
        try await scene.agent.connect()
        let session = try await scene.session()
        #expect(try await scene.perform(scene.operation(scene.install(first.payload), session)).result == .succeeded)
        try await scene.release("2.0")
        _ = try await scene.agent.allow()
        try await scene.relay.lapse()
        let fetched = try scene.fetches()
        let failure = await #expect(throws: Failure.self) { try await scene.agent.core.updater.updateOnce("ledger") }
        #expect(failure?.code.rawValue == "entitlement.quote-needed")
        // The same is not asked again within the hour, nor by an agent that started anew.
        #expect(try await !scene.agent.core.updater.updateOnce("ledger"))
        try await scene.agent.restart()
        try await scene.agent.connect()
        #expect(try await !scene.agent.core.updater.updateOnce("ledger"))
        #expect(scene.spooled == [])
        #expect(try scene.fetches() == fetched)
        #expect(try scene.committed == "1.0")
        try await scene.close()
    }

    @Test func `H68 a version that does not start rolls itself back, is told so, and is not tried again by itself`() async throws
    {
        let scene = try await InstallScene()
        let first = try await scene.release("1.0")
        try await scene.agent.connect()
        let session = try await scene.session()
        #expect(try await scene.perform(scene.operation(scene.install(first.payload), session)).result == .succeeded)
        let broken = try await scene.release("1.3", start: "exit 3")
        let outcome = try await scene.perform(scene.operation(scene.install(broken.payload), session))
        #expect(outcome.result == .failed && outcome.code == "install.hook-failed", "\(outcome)")
        #expect(outcome.install?.newVersion == "1.0" && outcome.install?.steps.last?.name == "rolled-back")
        #expect(outcome.install?.steps.first { $0.name == "started" }?.exit == 3)
        #expect(try scene.committed == "1.0")
        _ = try await scene.agent.allow()
        #expect(try await !scene.agent.core.updater.updateOnce("ledger"))
        try await scene.close()
    }

    /// A version that migrates, comes up ill, and may have had people in it.
    private func undecided(_ scene: InstallScene) async throws -> (Task<Outcome, any Error>) {
        let first = try await scene.release("1.0")
        try await scene.agent.connect()
        let session = try await scene.session()
        #expect(try await scene.perform(scene.operation(scene.install(first.payload), session)).result == .succeeded)
        let ill = try await scene.release("2.0", start: "exit 3", migrates: true)
        let operation = try scene.operation(scene.install(ill.payload), session)
        let asked = Task { try await scene.perform(operation) }
        try await eventually("the question") { try scene.state?.install?.step == .undecided }
        return asked
    }

    private func decide(_ scene: InstallScene, _ populate: (inout WireLocalRollbackCall) -> Void) async throws {
        let call = WireLocalRollbackCall.with {
            $0.product = "ledger"
            populate(&$0)
        }
        _ = try await scene.agent.local.rollback(call)
    }

    @Test func `an install that waits for a person: people at the machine keep the new version`() async throws {
        let scene = try await InstallScene()
        let asked = try await undecided(scene)
        // Going back says what becomes of the data; keeping it says nothing of them.
        #expect(await code { try await decide(scene) { _ in } } == .installDataChoice)
        let both = await code {
            try await decide(scene) {
                $0.stay = true
                $0.data = "keep"
            }
        }
        #expect(both == .callInvalid)
        #expect(try scene.state?.install?.step == .undecided)
        // What was wrong is mended by hand.
        try FileManager.default.createDirectory(atPath: scene.data + "/mended", withIntermediateDirectories: false)
        try await decide(scene) { $0.stay = true }
        let outcome = try await asked.value
        #expect(outcome.result == .succeeded && outcome.install?.newVersion == "2.0", "\(outcome)")
        #expect(try scene.committed == "2.0")
        #expect(try scene.agent.logged().filter { $0.hasPrefix("product.") } == ["product.kept"])
        // Nothing waits any more.
        #expect(await code { try await decide(scene) { $0.stay = true } } == .installNotUndecided)
        try await scene.close()
    }

    @Test func `an install that waits for a person: people at the machine go back`() async throws {
        let scene = try await InstallScene()
        let asked = try await undecided(scene)
        try await decide(scene) { $0.data = "restore" }
        let outcome = try await asked.value
        #expect(outcome.result == .failed && outcome.install?.newVersion == "1.0", "\(outcome)")
        #expect(try scene.agent.logged().filter { $0.hasPrefix("product.") } == ["product.rollback"])
        try await scene.close()
    }

    @Test func `an install goes on while the agent is away, and its outcome is told when it is back`() async throws {
        let scene = try await InstallScene()
        let first = try await scene.release("1.0", start: "sleep 3")
        try await scene.agent.connect()
        let session = try await scene.session()
        let operation = try scene.operation(scene.install(first.payload), session)
        let asked = Task { try await scene.perform(operation) }
        try await eventually("the start") {
            try scene.installer.ask(.status).products.first?.state?.install?.step == .started
        }
        // What was in memory is gone, with the way to the technician.
        try await scene.agent.restart()
        _ = await asked.result
        #expect(try scene.relay.outcome(of: session.body.session) == nil)
        try await scene.agent.core.installs.recover()
        try await scene.agent.connect()
        try await eventually("the outcome") { try scene.relay.outcome(of: session.body.session) != nil }
        let outcome = try #require(try scene.relay.outcome(of: session.body.session))
        #expect(outcome.result == .succeeded && outcome.install?.newVersion == "1.0", "\(outcome)")
        // The technician asks again and hears the same.
        #expect(try await scene.perform(operation) == outcome)
        try await scene.close()
    }
}

extension InstallScene {
    /// Targets that a machine fetched to their end.
    func fetches() throws -> Int {
        try relay.context.database.read { try $0.value("SELECT count(*) FROM release_fetches", as: Int.self) } ?? 0
    }
}
