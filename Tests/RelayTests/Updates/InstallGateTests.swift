import Foundation
import Glibc
import Installer
import Messages
import Primitives
import RelayStorage
import Releases
import Sessions
import Storage
import Testing
import Updates

@testable import Agent
@testable import Relay

/// What the contract says about an install, and a link that is cut in the middle of one.
@Suite struct InstallGateTests {
    /// The example's plan, which also fixes the version that was bought.
    private static let fixing: @Sendable (String) -> String = { text in
        text.replacing(
            "  higher-model:\n",
            with: """
                  bug-fix:
                    title: { fa: رفع ایراد نسخهٔ خریداری‌شده, en: Bug fix for the version that was bought }
                    rules:
                      - { id: B7, places: [remote], inside: uncounted, when: { bought_version: true, otherwise: quote }, outside: quote }

                  higher-model:

                """)
    }

    /// A15 by quote alone.
    private static let quoted: @Sendable (String) -> String = { text in
        text.replacing("inside: free, outside: { quote: { rate: new-version } } }", with: "inside: quote, outside: quote }")
    }

    private func installed(_ version: String, _ scene: InstallScene) async throws {
        let release = try await scene.release(version)
        try await scene.agent.connect()
        let outcome = try await scene.perform(scene.operation(scene.install(release.payload), scene.session()))
        #expect(outcome.result == .succeeded, "\(outcome)")
    }

    @Test func `B7 a policy installs the fix of the bought version, under the rule of fixes`() async throws {
        let scene = try await InstallScene(plan: Self.fixing)
        try await installed("2.0", scene)
        // For another version than the one that is there.
        try await scene.release("1.0.1", kind: .fix(for: #require(ReleaseVersion("1.0"))))
        _ = try await scene.agent.allow()
        #expect(try await !scene.agent.core.updater.updateOnce("ledger"))
        try await scene.release("2.0.1", kind: .fix(for: #require(ReleaseVersion("2.0"))))
        #expect(try await scene.agent.core.updater.updateOnce("ledger"))
        #expect(try scene.committed == "2.0.1")
        let newest = try #require(try scene.relay.newest())
        try await eventually("the end") { try scene.relay.newest()?.reason == "done" }
        let lines = try await scene.relay.context.database.read { try $0.sessionLines.all(of: newest.id) }
        #expect(lines.map(\.line.kind) == ["bug-fix"])
        #expect(try scene.relay.outcome(of: newest.id)?.install?.newVersion == "2.0.1")
        #expect(try scene.relay.settlement(of: newest.id) == "consumed")
        #expect(try await scene.relay.isSound())
        try await scene.close()
    }

    @Test func `B7 a fix of a fix is one of the bought version; a fix of another version is quoted, and nothing is fetched`()
        async throws
    {
        let scene = try await InstallScene(plan: Self.fixing)
        try await installed("2.0", scene)
        _ = try await scene.agent.allow()
        for (fix, older) in [("2.0.1", "2.0"), ("2.0.2", "2.0.1")] {
            try await scene.release(fix, kind: .fix(for: #require(ReleaseVersion(older))))
            #expect(try await scene.agent.core.updater.updateOnce("ledger"))
            #expect(try scene.committed == fix)
        }
        // What was bought is 2.0; they have 3.0 by an install.
        let newer = try await scene.release("3.0")
        let outcome = try await scene.perform(scene.operation(scene.install(newer.payload), scene.session()))
        #expect(outcome.result == .succeeded, "\(outcome)")
        try await scene.release("3.0.1", kind: .fix(for: #require(ReleaseVersion("3.0"))))
        let (fetched, sessions) = (try scene.fetches(), try scene.relay.sessionCount())
        let failure = await #expect(throws: Failure.self) { try await scene.agent.core.updater.updateOnce("ledger") }
        #expect(failure?.code.rawValue == "entitlement.quote-needed")
        #expect(failure?.parameters["reason"] == "priced.version" && failure?.parameters["version"] == "2.0", "\(failure as Any)")
        #expect(try scene.fetches() == fetched && scene.relay.sessionCount() == sessions)
        #expect(scene.spooled == [])
        #expect(try scene.committed == "3.0")
        try await scene.close()
    }

    @Test func `H38 a machine's word makes no fix of a newer release, and no other work of an update`() async throws {
        let scene = try await InstallScene(plan: Self.fixing)
        try await scene.agent.connect()
        let policy = try await scene.agent.allow()
        let newer = try await scene.release("3.0")
        let updates = scene.agent.updates
        for (version, isFix, released) in [
            ("3.0", true, "2026-11-01"), ("3.0", false, "2026-10-01"), ("4.0", true, "2026-11-01"),
        ] {
            let failure = await #expect(throws: Failure.self) {
                _ = try await updates.begin(
                    product: "ledger", version: version, released: released, policy: policy, isFix: isFix)
            }
            #expect(failure?.code.rawValue == "session.mismatch", "\(failure as Any)")
        }
        #expect(try scene.relay.sessionCount() == 0)
        // What was judged is what may be fetched.
        try await scene.release("2.5")
        let update = try await updates.begin(product: "ledger", version: "2.5", released: "2026-11-01", policy: policy)
        let other = try ProductInstall(
            product: "ledger", version: "2.5", platform: "linux-x86_64", target: newer.payload.path,
            digest: #require(newer.payload.file.sha256), length: UInt64(#require(newer.payload.file.length)), fetches: true)
        let failure = await #expect(throws: Failure.self) { _ = try await update.start(other) }
        #expect(failure?.code.rawValue == "session.mismatch" && failure?.parameters["object"] == "operation", "\(failure as Any)")
        #expect(try !scene.relay.isNamed(other, in: update.session))
        try await scene.close()
    }

    @Test func `B7 a technician installs the fix of the bought version`() async throws {
        let scene = try await InstallScene(plan: Self.fixing)
        try await installed("2.0", scene)
        let fix = try await scene.release("2.0.1", kind: .fix(for: #require(ReleaseVersion("2.0"))))
        let session = try await scene.session(kind: "bug-fix")
        let outcome = try await scene.perform(scene.operation(scene.install(fix.payload), session))
        #expect(outcome.result == .succeeded && outcome.install?.newVersion == "2.0.1", "\(outcome)")
        #expect(try scene.committed == "2.0.1")
        try await scene.close()
    }

    @Test func `the link cut between switched and committed: the new version stays and no row is lost`() async throws {
        let scene = try await InstallScene()
        try await installed("1.0", scene)
        let rows = URL(filePath: scene.data + "/rows")
        try Data("1.0\n".utf8).write(to: rows)
        chmod(rows.path, 0o666)
        try await scene.release("2.0", start: "sleep 2; echo 2.0 >> \"$HAMYAR_DATA/rows\"")
        _ = try await scene.agent.allow()
        let updater = scene.agent.core.updater
        let updating = Task { try await updater.updateOnce("ledger") }
        try await eventually("the switch") {
            let step = try scene.installer.ask(.status).products.first?.state?.install?.step
            return step == .switched || step == .started
        }
        try await scene.agent.disconnect()
        #expect(try scene.committed == "1.0")
        let id = try #require(try scene.relay.newest()?.id)
        // The machine goes on alone.
        #expect(try await updating.value)
        #expect(try scene.committed == "2.0")
        #expect(try String(contentsOf: rows, encoding: .utf8) == "1.0\n2.0\n")
        #expect(try scene.relay.outcome(of: id) == nil)
        #expect(try scene.relay.settlement(of: id) == "held")
        try await scene.agent.connect()
        try await eventually("the settlement") { try scene.relay.settlement(of: id) == "consumed" }
        #expect(try scene.relay.outcome(of: id)?.install?.newVersion == "2.0")
        try await eventually("the end") { try scene.relay.newest()?.reason == "done" }
        let log = try scene.relay.log(of: id)
        for kind in ["operation.intent", "operation.outcome", "session.completed"] {
            #expect(log.count { $0 == kind } == 1, "\(kind) in \(log)")
        }
        #expect(try await scene.relay.isSound())
        #expect(try await scene.agent.isLogSound())
        try await scene.close()
    }

    @Test func `a quote that is shown and refused: not one byte is fetched, and it is not shown again`() async throws {
        let scene = try await InstallScene(plan: Self.quoted, costLimit: 10_000_000)
        try await installed("1.0", scene)
        try await scene.release("2.0")
        try await scene.relay.offerUpdate(by: scene.sara, rials: 5_000_000)
        let own = try await scene.agent.core.desk.openInOrder()
        _ = try await scene.agent.allow(cap: 1_000_000)
        let fetched = try scene.fetches()
        let updater = scene.agent.core.updater
        let updating = Task { try await updater.updateOnce("ledger") }
        try await eventually("the question") { try await scene.agent.core.desk.openInOrder().count == own.count + 1 }
        let shown = try #require(try await scene.agent.core.desk.views(of: scene.agent.core.desk.openInOrder()).last)
        #expect(shown.request.update.version == "2.0" && shown.verdict.price == 5_000_000)
        _ = try await scene.agent.core.desk.deny(shown.number, reason: "too dear", by: scene.agent.person)
        let failure = await #expect(throws: Failure.self) { try await updating.value }
        #expect(failure?.code.rawValue == "update.ended" && failure?.parameters["reason"] == "denied")
        try await eventually("the denial") { try scene.relay.newest()?.reason == "denied" }
        let sessions = try scene.relay.sessionCount()
        #expect(try await !scene.agent.core.updater.updateOnce("ledger"))
        #expect(try scene.relay.sessionCount() == sessions)
        #expect(scene.spooled == [])
        #expect(try scene.fetches() == fetched)
        #expect(try scene.committed == "1.0")
        try await scene.close()
    }
}
