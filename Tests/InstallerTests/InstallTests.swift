import Foundation
import Glibc
import Primitives
import Testing
import Turns
import Updates

@testable import Installer

/// Installs with real trees, real hooks and a real journal, in this process.
@Suite(.keepsThread) struct InstallTests {
    private func with(health: HealthSettings = .hook, _ body: (InstallerFixture) throws -> Void) throws {
        let fixture = try InstallerFixture(health: health)
        defer { fixture.remove() }
        try body(fixture)
    }

    private func code(_ body: () throws -> Void) -> String? {
        do {
            try body()
            return nil
        } catch {
            return (error as? Failure)?.code.rawValue ?? "\(error)"
        }
    }

    @Test func `first version, the next, one that migrates: the version before stays`() throws {
        try with { fixture in
            try fixture.publish(.init(version: "1.0"))
            try fixture.publish(.init(version: "1.1"))
            try fixture.publish(.init(version: "2.0", data: .migrates, opens: true))
            #expect(try fixture.install("1.0")?.word == .committed)
            #expect(try fixture.install("1.1")?.word == .committed)
            #expect(try fixture.install("2.0")?.word == .committed)
            #expect(try fixture.places.readCurrent() == .version("2.0"))
            #expect(fixture.running == "2.0")
            #expect(fixture.text(fixture.root + "/current/share/version") == "this is 2.0\n")
            #expect(fixture.text(fixture.data + "/rows") == InstallerFixture.rows)
            let kept = try fixture.run().state.kept
            #expect(kept.map(\.version) == ["1.0", "1.1"])
            let steps = [
                "precheck 2.0", "backup 2.0", "stop 1.1", "backup 2.0", "start 2.0", "health 2.0", "open 2.0",
            ]
            #expect(fixture.log.suffix(steps.count) == steps)
        }
    }

    @Test(arguments: ["precheck", "backup", "stop", "start", "health"])
    func `H68 a hook that fails leaves the old version running on the old data`(hook: String) throws {
        try with { fixture in
            // What stops is the old version's hook.
            try fixture.publish(.init(version: "1.0", breaks: hook == "stop" ? ["stop": "exit 7"] : [:]))
            try fixture.publish(
                .init(version: "2.0", data: .migrates, opens: true, breaks: hook == "stop" ? [:] : [hook: "exit 7"], within: 1))
            try fixture.install("1.0")
            let outcome = try fixture.install("2.0")
            #expect(outcome?.word == .rolledBack)
            #expect(outcome?.reason?.code == (hook == "health" ? "install.unhealthy" : "install.hook-failed"))
            #expect(try fixture.places.readCurrent() == .version("1.0"))
            #expect(fixture.running == "1.0" && fixture.format == "")
            #expect(fixture.text(fixture.data + "/rows") == InstallerFixture.rows)
            #expect(!FileManager.default.fileExists(atPath: fixture.root + "/versions/2.0"))
            #expect(code { try fixture.install("2.0") } == "install.failed-before")
        }
    }

    @Test func `a version that people may have entered rows into waits for a person, who decides`() throws {
        for decision in InstallEvent.Decision.allCases {
            try with { fixture in
                try fixture.publish(.init(version: "1.0"))
                try fixture.publish(.init(version: "2.0", data: .migrates, breaks: ["health": "exit 1"], within: 1))
                try fixture.install("1.0")
                #expect(try fixture.install("2.0") == nil)
                try Data("row 4\n".utf8).write(to: URL(filePath: fixture.data + "/rows"))
                var run = try fixture.run()
                #expect(run.state.install?.step == .undecided)
                try run.recover()
                #expect(run.state.install?.step == .undecided)
                #expect(code { try run.begin("3.0", spool: fixture.spool) } == "install.undecided")
                try run.decide(decision)
                try run.walk()
                #expect(fixture.running == (decision == .keep ? "2.0" : "1.0"))
                let rows = fixture.text(fixture.data + "/rows")
                #expect(rows == (decision == .goBackRestoring ? InstallerFixture.rows : "row 4\n"))
                #expect(run.state.committed == fixture.running)
            }
        }
    }

    @Test func `a rollback goes to the version before, with the backup where a person says so`() throws {
        try with { fixture in
            try fixture.publish(.init(version: "1.0"))
            try fixture.publish(.init(version: "2.0", data: .migrates))
            try fixture.install("1.0")
            try fixture.install("2.0")
            #expect(fixture.format == "format 2.0")
            var run = try fixture.run()
            #expect(code { try run.beginRollback(restores: nil) } == "install.data-choice")
            try run.beginRollback(restores: true)
            try run.walk()
            #expect(run.state.committed == "1.0" && fixture.running == "1.0" && fixture.format == "")
            #expect(code { try fixture.install("1.0") } == "install.installed")
        }
    }

    @Test func `the version before and its backup stay for their days, and no longer`() throws {
        try with { fixture in
            try fixture.publish(.init(version: "1.0"))
            try fixture.publish(.init(version: "2.0", data: .migrates))
            try fixture.install("1.0")
            let id = try #require(try fixture.install("2.0")?.id)
            let start = SystemInstallClock().now()
            func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }
            func sweep(after days: Int) throws {
                var run = try fixture.run(clock: GivenInstallClock(time: start + .seconds(days * 86_400)))
                try run.recover()
            }
            try sweep(after: 6)
            #expect(exists(fixture.places.tree("1.0")) && exists(fixture.places.backup(id) + "/rows"))
            try sweep(after: 8)
            #expect(!exists(fixture.places.tree("1.0")) && !exists(fixture.places.backup(id)))
            #expect(!exists(fixture.places.own + "/1.0.description"))
            #expect(exists(fixture.places.tree("2.0")) && fixture.running == "2.0")
            var run = try fixture.run()
            #expect(code { try run.beginRollback(restores: true) } == "install.nothing-kept")
        }
    }

    @Test func `what is refused before anything is copied`() throws {
        try with { fixture in
            try fixture.publish(.init(version: "1.0"))
            try fixture.publish(.init(version: "2.0", floors: ["1.5"]))
            try fixture.publish(.init(version: "2.1", minimum: "1.9"))
            try fixture.publish(.init(version: "2.2", platform: "linux-other"))
            try fixture.install("1.0")
            for (version, code) in [("2.0", "install.floor"), ("2.1", "install.floor"), ("2.2", "install.platform")] {
                #expect(try fixture.install(version)?.reason?.code == code)
            }
            #expect(try fixture.install("9.9")?.reason?.code == "install.no-release")
            for version in ["../1.0", "", ".1", "1/2", "1\u{0}2"] {
                #expect(code { try fixture.install(version) } == "install.no-release", "\(version)")
            }
            #expect(fixture.running == "1.0")
        }
    }

    @Test func `a version that migrates must be able to go back`() throws {
        try with { fixture in
            try fixture.publish(.init(version: "2.0", data: .migrates))
            let path = fixture.spool + "/ledger-2.0.json"
            let text = fixture.text(path).replacingOccurrences(of: "\"restore\":{", with: "\"precheck2\":{")
            try Data(text.utf8).write(to: URL(filePath: path))
            #expect(try fixture.install("2.0")?.reason?.code == "install.hook-missing")
            #expect(try fixture.places.readCurrent() == .none)
        }
    }

    @Test func `H65 a payload that is swapped after it was verified changes nothing: the verified bytes run`() throws {
        try with { fixture in
            try fixture.publish(.init(version: "1.0"))
            // The precheck hook runs after the copy; what the spool has then is somebody else's.
            try fixture.publish(.init(version: "2.0", breaks: ["precheck": "true"]))
            try fixture.install("1.0")
            let swapper = SwappingHooks(path: fixture.spool + "/ledger-2.0.tar.zst")
            var run = try fixture.run(hooks: swapper)
            try run.begin("2.0", spool: fixture.spool)
            try run.walk()
            #expect(run.state.outcomes.last?.word == .committed)
            #expect(fixture.text(fixture.root + "/current/share/version") == "this is 2.0\n")
            // And before it was: another digest, another size, a link.
            for (version, swap) in [("3.0", "x"), ("3.1", ""), ("3.2", "link")] {
                try fixture.publish(.init(version: version))
                let payload = fixture.spool + "/ledger-\(version).tar.zst"
                var bytes = try Data(contentsOf: URL(filePath: payload))
                if swap == "link" {
                    try FileManager.default.moveItem(atPath: payload, toPath: payload + ".real")
                    try FileManager.default.createSymbolicLink(atPath: payload, withDestinationPath: payload + ".real")
                } else {
                    if swap.isEmpty { bytes.removeLast() } else { bytes[bytes.count / 2] ^= 1 }
                    try bytes.write(to: URL(filePath: payload))
                }
                let expected = swap == "link" ? "install.payload-unreadable" : "install.payload-mismatch"
                #expect(try fixture.install(version)?.reason?.code == expected, "\(version)")
            }
        }
    }

    @Test func `H66 places that another user made, or may write in, are refused`() throws {
        try with { fixture in
            try fixture.publish(.init(version: "1.0"))
            chmod(fixture.root, 0o777)
            #expect(code { _ = try fixture.run() } == "install.exposed")
            chmod(fixture.root, 0o755)
            try FileManager.default.createDirectory(atPath: fixture.places.own, withIntermediateDirectories: false)
            if geteuid() == 0 {
                chown(fixture.places.own, InstallerFixture.hookUser, InstallerFixture.hookUser)
                #expect(code { _ = try fixture.run() } == "install.exposed")
            } else {
                print("H66: not root, so no directory of another user is made")
            }
            rmdir(fixture.places.own)
            try FileManager.default.createSymbolicLink(atPath: fixture.places.own, withDestinationPath: fixture.data)
            #expect(code { _ = try fixture.run() } == "install.exposed")
            unlink(fixture.places.own)
            let run = try fixture.run()
            let staging = run.places.staging("0011223344556677")
            try FileManager.default.createDirectory(atPath: staging, withIntermediateDirectories: false)
            #expect(code { try run.places.makeNew(staging, mode: 0o700) } == "install.exposed")
            chmod(fixture.home.settingsPath, 0o666)
            #expect(code { _ = try fixture.home.settings() } == "installer.settings")
        }
    }

    @Test func `a withdrawn version is not switched to, and goes where it is kept`() throws {
        try with { fixture in
            try fixture.publish(.init(version: "1.0"))
            try fixture.publish(.init(version: "2.0"))
            try fixture.publish(.init(version: "3.0"))
            try fixture.install("1.0")
            try fixture.install("2.0")
            let notices = InstallNotices()
            var run = try fixture.run(notices: notices)
            try run.begin("3.0", spool: fixture.spool)
            notices.drop("ledger", "3.0")
            try run.walk()
            #expect(run.state.outcomes.last?.reason?.code == "install.dropped")
            try run.drop("1.0")
            #expect(!FileManager.default.fileExists(atPath: fixture.root + "/versions/1.0"))
            #expect(code { try run.drop("2.0") } == "install.not-there")
            #expect(fixture.running == "2.0")
        }
    }

    @Test func `a version that is withdrawn while the one before is being stopped is not switched to`() throws {
        try with { fixture in
            let waits = ["stop": "while [ ! -e \"$HAMYAR_DATA/go\" ]; do sleep 0.05; done"]
            try fixture.publish(.init(version: "1.0", breaks: waits))
            try fixture.publish(.init(version: "2.0"))
            try fixture.install("1.0")
            let notices = InstallNotices()
            Thread.detachNewThread {
                while fixture.log.last != "stop 1.0" { usleep(10_000) }
                notices.drop("ledger", "2.0")
                try? Data().write(to: URL(filePath: fixture.data + "/go"))
            }
            #expect(try fixture.install("2.0", notices: notices)?.reason?.code == "install.dropped")
            #expect(try fixture.places.readCurrent() == .version("1.0") && fixture.running == "1.0")
            #expect(!FileManager.default.fileExists(atPath: fixture.root + "/versions/2.0"))
            // It is not the version's failure.
            #expect(try fixture.run().state.failed == [])
        }
    }

    @Test func `the agent's own update stays only when the new agent reports in`() throws {
        try with(health: HealthSettings(kind: .report)) { fixture in
            try fixture.publish(.init(version: "1.0", within: 1))
            try fixture.publish(.init(version: "2.0", within: 1))
            let notices = InstallNotices()
            let reporting = ReportingHooks(notices: notices, versions: ["1.0"])
            var run = try fixture.run(hooks: reporting, notices: notices)
            try run.begin("1.0", spool: fixture.spool)
            // Said before it is started: that was another process.
            notices.report("ledger", "1.0")
            try run.walk()
            #expect(run.state.committed == "1.0")
            try run.begin("2.0", spool: fixture.spool)
            notices.report("ledger", "2.0")
            try run.walk()
            #expect(run.state.outcomes.last?.reason?.code == "install.not-reported")
            #expect(run.state.committed == "1.0" && fixture.running == "1.0")
        }
    }

    @Test func `what a damaged journal says is not believed`() throws {
        try with { fixture in
            try fixture.publish(.init(version: "1.0"))
            try fixture.install("1.0")
            let path = fixture.path + "/products/ledger.json"
            var bytes = try Data(contentsOf: URL(filePath: path))
            // A write that was cut off beside it is cleared away.
            try bytes.prefix(bytes.count / 2).write(to: URL(filePath: path + ".1f.new"))
            #expect(try fixture.run().state.committed == "1.0")
            #expect(!FileManager.default.fileExists(atPath: path + ".1f.new"))
            for position in [0, 70, bytes.count - 1] {
                bytes[position] ^= 1
                try bytes.write(to: URL(filePath: path))
                #expect(code { _ = try fixture.run() } == "installer.journal")
                bytes[position] ^= 1
            }
            try bytes.prefix(bytes.count - 1).write(to: URL(filePath: path))
            #expect(code { _ = try fixture.run() } == "installer.journal")
        }
    }
}

/// Changes the payload in the spool at the first hook, as its owner can at any time.
struct SwappingHooks: HookRunner {
    let path: String

    func run(_ call: HookCall) throws(Failure) -> String {
        if call.hook == "precheck" { try? Data("somebody else's".utf8).write(to: URL(filePath: path)) }
        return try HookProcess().run(call)
    }
}

/// New agents that say that they are there, as soon as they are started.
struct ReportingHooks: HookRunner {
    let notices: InstallNotices
    let versions: Set<String>

    func run(_ call: HookCall) throws(Failure) -> String {
        let output = try HookProcess().run(call)
        if call.hook == "start", versions.contains(call.version) { notices.report("ledger", call.version) }
        return output
    }
}
