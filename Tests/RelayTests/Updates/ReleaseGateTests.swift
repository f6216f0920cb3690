import Foundation
import Primitives
import Releases
import Sessions
import Testing
import Updates

@testable import Agent
@testable import Relay

/// What plans ask of the release that a machine wants by itself: when it came out, and for which platform.
@Suite struct ReleaseGateTests {
    private static func plan(_ words: String) -> (String) -> String {
        { $0.replacing("- { id: A15, ", with: "- { id: A15, " + words + ", ") }
    }

    private static func day(_ ago: Double) -> String {
        Date(timeIntervalSinceNow: -ago * 86_400).formatted(.iso8601.year().month().day())
    }

    private func begin(
        _ version: String, _ released: String, _ policy: PolicyID, _ scene: InstallScene, platform: String = "linux-x86_64"
    ) async throws -> ActiveUpdate {
        try await scene.agent.updates.begin(
            product: "ledger", version: version, released: released, policy: policy, platform: platform)
    }

    private func operation(_ build: ReleaseWorkspace.Build, _ version: String) throws -> ProductInstall {
        try ProductInstall(
            product: "ledger", version: version, platform: "linux-x86_64", target: build.payload.path,
            digest: #require(build.payload.file.sha256), length: UInt64(#require(build.payload.file.length)), fetches: true)
    }

    private func failing(_ body: () async throws -> Void) async -> [String] {
        do {
            try await body()
            return []
        } catch let failure as Failure {
            return [failure.code.rawValue] + [failure.parameters["reason"] ?? failure.parameters["field"]].compactMap { $0 }
        } catch {
            return ["\(error)"]
        }
    }

    @Test func `A15 H38 a lapsed contract has what came out in its window, by the vendor's word and not by the machine's`()
        async throws
    {
        let scene = try await InstallScene(plan: Self.plan("released_in_window: true"))
        // The window was open from 60 days ago to 30 days ago.
        try await scene.relay.lapse()
        try await scene.agent.connect()
        let policy = try await scene.agent.allow()
        let (before, during, after) = (Self.day(90), Self.day(45), Self.day(10))
        for (version, released) in [("1.0", before), ("2.0", during), ("3.0", after)] {
            try await scene.release(version, released: released)
        }
        #expect(
            await failing { _ = try await begin("1.0", before, policy, scene) } == ["entitlement.quote-needed", "priced.release"])
        #expect(
            await failing { _ = try await begin("3.0", after, policy, scene) } == ["entitlement.quote-needed", "priced.release"])
        #expect(await failing { _ = try await begin("3.0", during, policy, scene) } == ["session.mismatch", "update.released"])
        #expect(try scene.relay.sessionCount() == 0)
        let update = try await begin("2.0", during, policy, scene)
        #expect(try scene.relay.newest()?.phase == "active")
        try await update.finish(.notPerformed)
        // A day that is said before the version is there: what came out on another one is not what was judged.
        let early = try await begin("4.0", during, policy, scene)
        let late = try operation(try await scene.release("4.0", released: after), "4.0")
        #expect(await failing { _ = try await early.start(late) } == ["session.mismatch", "install"])
        #expect(try !scene.relay.isNamed(late, in: early.session))
        try await scene.close()
    }

    @Test func `B6 H38 a release for another platform than the line's is quoted, and cannot be had as one of it`() async throws {
        let scene = try await InstallScene(plan: Self.plan("when: { same_platform: true, otherwise: quote }"))
        try await scene.agent.connect()
        let policy = try await scene.agent.allow()
        let day = Self.day(10)
        try await scene.release("1.0", platform: "windows-x86_64", released: day)
        #expect(
            await failing { _ = try await begin("1.0", day, policy, scene, platform: "windows-x86_64") }
                == ["entitlement.quote-needed", "priced.platform"])
        #expect(await failing { _ = try await begin("1.0", day, policy, scene) } == ["session.mismatch", "update.platform"])
        #expect(try scene.relay.sessionCount() == 0)
        // The line is for linux.
        try await scene.release("2.0", released: day)
        let foreign = try operation(try await scene.release("2.0", platform: "windows-x86_64", released: day), "2.0")
        let update = try await begin("2.0", day, policy, scene)
        #expect(await failing { _ = try await update.start(foreign) } == ["session.mismatch", "install"])
        #expect(try !scene.relay.isNamed(foreign, in: update.session))
        let own = try operation(try await scene.release("3.0", released: day), "3.0")
        let other = try await begin("3.0", day, policy, scene)
        _ = try await other.start(own)
        #expect(try scene.relay.isNamed(own, in: other.session))
        try await scene.close()
    }
}
