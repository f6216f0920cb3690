import Cryptography
import Foundation
import Glibc
import Payloads
import Primitives
import Releases
import Testing
import Turns
import Updates

@testable import Installer

/// What the agent spooled is verified against the installer's own root and marks, and installed from a copy.
@Suite(.keepsThread) struct SignedReleasesTests {
    /// An installer with its own trust, and a vendor's repository.
    private struct Setting {
        let fixture: InstallerFixture
        let repository: SignedRepository
        let releases: SignedReleases

        init() throws {
            fixture = try InstallerFixture()
            repository = try SignedRepository(products: ["ledger", "other"])
            try fixture.home.prepare()
            try InstallerTrust.begin(with: repository.rootFile, in: fixture.home.trust)
            releases = SignedReleases(trust: fixture.home.trust)
        }

        func remove() {
            fixture.remove()
            repository.remove()
        }

        @discardableResult
        func release(_ version: String, patchesFrom older: [String] = []) throws -> [ReleaseWorkspace.Built] {
            let tree = try fixture.makeTree(.init(version: version))
            // Two versions that differ in little: a patch pays.
            try SignedReleasesTests.noise.write(to: URL(filePath: tree + "/share/noise"))
            return try repository.release(
                version, tree: tree, hooks: ["precheck", "stop", "start", "health"],
                health: try #require(.init(holds: 0, within: 3)),
                patchesFrom: older)
        }

        func verify(_ version: String, installed: String? = nil, product: String = "ledger") throws -> VerifiedRelease {
            try releases.release(
                product: product, version: version, installed: installed, spool: fixture.spool, at: repository.now)
        }

        @discardableResult
        func install(_ version: String) throws -> InstallOutcome? {
            var run = try fixture.run(releases: releases, clock: GivenInstallClock(time: repository.now))
            try run.begin(version, spool: fixture.spool)
            try run.walk()
            return run.state.outcomes.last
        }
    }

    static let noise = {
        var chance = SeededChance(seed: 5)
        return Data((0..<25_000).flatMap { _ in withUnsafeBytes(of: chance.next()) { Array($0) } })
    }()

    private func with(_ body: (Setting) throws -> Void) throws {
        let setting = try Setting()
        defer { setting.remove() }
        try body(setting)
    }

    private func code(_ body: () throws -> Void) -> String? {
        do {
            try body()
            return nil
        } catch {
            return (error as? Failure)?.code.rawValue ?? "\(error)"
        }
    }

    @Test func `H68 a whole release, then a patch, then back: trees are the signed ones, and trust does not go back`() throws {
        try with { setting in
            let fixture = setting.fixture
            let first = try setting.release("1.0")
            try setting.repository.fill(fixture.spool, with: first)
            #expect(try setting.install("1.0")?.word == .committed)
            let before = fixture.path + "/spool-before"
            try FileManager.default.copyItem(atPath: fixture.spool, toPath: before)
            let second = try setting.release("1.1", patchesFrom: ["1.0"])
            try #require(second.count == 2)
            #expect((second[1].file.length ?? 0) * 10 < second[0].file.length ?? 0)
            // The patch alone is in the spool.
            try setting.repository.fill(fixture.spool, with: [second[1]])
            let outcome = try #require(try setting.install("1.1"))
            #expect(outcome.word == .committed, "\(String(describing: outcome.reason))")
            #expect(TreeDigest.of(fixture.places.tree("1.1")) == second[0].description.tree.digest.description)
            #expect(TreeDigest.of(fixture.places.tree("1.0")) == first[0].description.tree.digest.description)
            #expect(fixture.running == "1.1")
            #expect(outcome.fromTree == first[0].description.tree.digest && outcome.toTree == second[0].description.tree.digest)
            #expect(outcome.steps.first { $0.step == .verified }?.detail == "patch from 1.0")
            #expect(outcome.steps.map(\.step.rawValue).contains("healthy"))
            #expect(outcome.steps.first { $0.step == .started }?.exit == 0)
            var run = try fixture.run(releases: setting.releases)
            #expect(code { try run.beginRollback(of: "1.0", restores: nil) } == "install.undo-over")
            try run.beginRollback(of: "1.1", restores: nil)
            try run.walk()
            #expect(run.state.committed == "1.0" && fixture.running == "1.0")
            #expect(run.state.outcomes.last?.fromTree == first[0].description.tree.digest)
            // The version went back, what is trusted did not.
            #expect(
                code {
                    _ = try setting.releases.release(
                        product: "ledger", version: "1.1", installed: "1.0", spool: before, at: setting.repository.now)
                } == "metadata.version")
        }
    }

    @Test func `a patch for another tree asks for the whole release, and the version may be tried again`() throws {
        try with { setting in
            let fixture = setting.fixture
            try setting.repository.fill(fixture.spool, with: try setting.release("1.0"))
            try setting.install("1.0")
            let second = try setting.release("1.1", patchesFrom: ["1.0"])
            // Somebody edited the installed version by hand.
            try Data("edited\n".utf8).write(to: URL(filePath: fixture.places.tree("1.0") + "/share/version"))
            try setting.repository.fill(fixture.spool, with: [second[1]])
            let refused = try #require(try setting.install("1.1"))
            #expect(refused.word == .rolledBack && refused.reason?.code == "install.full-needed")
            #expect(refused.reason?.parameters["reason"] == "delta.wrong-old")
            #expect(!FileManager.default.fileExists(atPath: fixture.places.tree("1.1")))
            #expect(fixture.running == "1.0" && !fixture.log.contains("stop 1.0"))
            // Both are there now: the whole one is taken, and that is said.
            try setting.repository.fill(fixture.spool, with: second)
            let outcome = try #require(try setting.install("1.1"))
            #expect(outcome.word == .committed)
            #expect(outcome.steps.first { $0.step == .verified }?.detail == "whole")
        }
    }

    @Test func `H65 a payload in the spool that is another one is refused`() throws {
        try with { setting in
            let built = try setting.release("1.0")
            try setting.repository.fill(setting.fixture.spool, with: built)
            let place = SignedRepository.place(of: built[0], in: setting.fixture.spool)
            var bytes = try Data(contentsOf: URL(filePath: place))
            bytes[bytes.count / 2] ^= 1
            try bytes.write(to: URL(filePath: place))
            #expect(try setting.install("1.0")?.reason?.code == "install.payload-mismatch")
            unlink(place)
            #expect(try setting.install("1.0")?.reason?.code == "install.payload-unreadable")
            try setting.repository.fill(setting.fixture.spool, with: built)
            #expect(try setting.install("1.0")?.word == .committed)
        }
    }

    @Test func `H60 H62 metadata that was rolled back is refused, whatever the agent spooled before`() throws {
        try with { setting in
            let first = try setting.release("1.0")
            try setting.repository.fill(setting.fixture.spool, with: first)
            let old = setting.fixture.path + "/old-spool"
            try FileManager.default.copyItem(atPath: setting.fixture.spool, toPath: old)
            let second = try setting.release("1.1")
            try setting.repository.fill(setting.fixture.spool, with: second)
            _ = try setting.verify("1.1")
            // An agent that was taken over shows what was true before 1.0 was withdrawn.
            let releases = SignedReleases(trust: setting.fixture.home.trust)
            #expect(
                code {
                    _ = try releases.release(
                        product: "ledger", version: "1.0", installed: nil, spool: old, at: setting.repository.now)
                } == "metadata.version")
        }
    }

    @Test func `H59 signed by others, or by too few: nothing is trusted`() throws {
        try with { setting in
            let other = try SignedRepository()
            defer { other.remove() }
            let tree = try setting.fixture.makeTree(.init(version: "1.0"))
            try other.fill(setting.fixture.spool, with: try other.release("1.0", tree: tree))
            #expect(code { _ = try setting.verify("1.0") } == "metadata.unsigned")
            // And the agent's own word is none: an empty spool, a spool that is a file.
            try FileManager.default.removeItem(atPath: setting.fixture.spool + "/metadata")
            #expect(code { _ = try setting.verify("1.0") } == "metadata.absent")
            mkfifo(setting.fixture.spool + "/metadata", 0o600)
            #expect(code { _ = try setting.verify("1.0") } != nil)
        }
    }

    @Test func `H61 out of time is refused, and is no failure of the version`() throws {
        try with { setting in
            let built = try setting.release("1.0")
            try setting.repository.fill(setting.fixture.spool, with: built)
            setting.repository.now = SignedRepository.begun + .seconds(2 * 86_400)
            #expect(try setting.install("1.0")?.reason?.code == "metadata.expired")
            try setting.repository.publish()
            try setting.repository.fill(setting.fixture.spool, with: built)
            #expect(try setting.install("1.0")?.word == .committed)
        }
    }

    @Test func `H64 another product, platform or version, though signed`() throws {
        try with { setting in
            let tree = try setting.fixture.makeTree(.init(version: "1.0"))
            let built = try setting.repository.release("1.0", of: "other", tree: tree)
            try setting.repository.release("2.0", tree: tree, platform: "linux-other")
            try setting.repository.fill(setting.fixture.spool, with: built)
            for version in ["1.0", "2.0"] {
                #expect(code { _ = try setting.verify(version) } == "target.unavailable", "\(version)")
            }
            let described = try setting.verify("1.0", product: "other")
            #expect(described.product == "other")
            // The way that a version is written is signed too: it names a directory.
            #expect(code { _ = try setting.verify("1.0.0", product: "other") } == "install.no-release")
            #expect(code { _ = try setting.verify("x", product: "other") } == "install.no-release")
        }
    }

    @Test func `B7 a fix is taken for the version that was bought, and for no other`() throws {
        try with { setting in
            let built = try setting.release("1.0")
            try setting.repository.fill(setting.fixture.spool, with: built)
            try setting.install("1.0")
            let tree = try setting.fixture.makeTree(.init(version: "1.0.1"))
            let fix = try setting.repository.release(
                "1.0.1", tree: tree, kind: .fix(for: try #require(ReleaseVersion("1.0"))), hooks: ["start", "stop", "health"],
                health: try #require(.init(holds: 0, within: 3)))
            try setting.repository.fill(setting.fixture.spool, with: fix)
            #expect(code { _ = try setting.verify("1.0.1", installed: "0.9") } == "target.unavailable")
            #expect(try setting.install("1.0.1")?.word == .committed)
            #expect(setting.fixture.running == "1.0.1")
        }
    }

    @Test func `a withdrawn version is not offered any more`() throws {
        try with { setting in
            let built = try setting.release("1.0")
            try setting.repository.fill(setting.fixture.spool, with: built)
            _ = try setting.verify("1.0")
            _ = try setting.repository.workspace.withdraw(
                "ledger", try #require(ReleaseVersion("1.0")), now: setting.repository.now)
            try setting.repository.publish()
            try setting.repository.fill(setting.fixture.spool, with: built)
            #expect(try setting.install("1.0")?.reason?.code == "target.unavailable")
        }
    }

    @Test func `roots are followed from the installer's own, through each version`() throws {
        try with { setting in
            let repository = setting.repository
            for turn in 0..<2 {
                let key = try repository.keys.make("snapshot-\(turn)")
                try repository.workspace.rotate(MetadataRole.snapshot, to: RoleKeys([key], threshold: 1), now: repository.now)
                try repository.publish()
            }
            try repository.fill(setting.fixture.spool, with: try setting.release("1.0"))
            let spool = setting.fixture.spool + "/metadata/"
            try FileManager.default.moveItem(atPath: spool + "2.root.json", toPath: spool + "aside")
            #expect(code { _ = try setting.verify("1.0") } != nil)
            try FileManager.default.moveItem(atPath: spool + "aside", toPath: spool + "2.root.json")
            _ = try setting.verify("1.0")
        }
    }
}

struct GivenInstallClock: InstallClock {
    let time: Timestamp
    func now() -> Timestamp { time }
    func steady() -> Timestamp { SystemInstallClock().steady() }
    func pause(_ duration: Duration) { SystemInstallClock().pause(duration) }
}
