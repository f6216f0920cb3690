import Foundation
import Glibc
import Primitives
import Testing
import Turns

@testable import Installer

@Suite(.keepsThread) struct HookProcessTests {
    private func call(
        _ words: [String], timeout: Int64 = 20_000, environment: [String: String] = [:], leaves: Bool = false
    ) -> HookCall {
        HookCall(
            hook: "precheck", version: "1.0", command: words, environment: environment, directory: "/",
            user: InstallerFixture.hookUser, group: InstallerFixture.hookUser, timeout: timeout, leavesProcesses: leaves)
    }

    private func failure(_ call: HookCall) -> Failure? {
        do {
            _ = try HookProcess().run(call)
            return nil
        } catch {
            return error
        }
    }

    @Test func `a hook is another user in a session of its own, with nothing of ours`() throws {
        let script = "id -u; id -G; ls /proc/self/fd | wc -l; env | sort; ps -o sid= -o pgid= -p $$ | tr -s ' '"
        let output = try HookProcess().run(call(["/bin/sh", "-c", script], environment: ["HAMYAR_HOOK": "precheck"]))
        let lines = output.split(separator: "\n").map(String.init)
        #expect(lines[0] == "\(InstallerFixture.hookUser)")
        if geteuid() == 0 { #expect(lines[1] == "\(InstallerFixture.hookUser)") }
        // The standard ones, and the one that ls reads.
        #expect(lines[2].trimmingCharacters(in: .whitespaces) == "4")
        let names = lines.compactMap { $0.contains("=") ? String($0.prefix { $0 != "=" }) : nil }
        #expect(Set(names).subtracting(["_", "PWD", "OLDPWD", "SHLVL"]) == ["HAMYAR_HOOK", "HAMYAR_RUN"])
        let ids = lines.last?.split(separator: " ") ?? []
        #expect(ids.count == 2 && ids[0] == ids[1] && ids[0] != "\(getsid(0))")
    }

    @Test func `no shell reads the words of a hook`() throws {
        #expect(try HookProcess().run(call(["/bin/echo", "$(id)", "; true"])) == "$(id) ; true\n")
    }

    @Test func `status, signal, and what cannot be started are said`() {
        #expect(failure(call(["/bin/sh", "-c", "echo why >&2; exit 3"]))?.parameters["status"] == "3")
        #expect(failure(call(["/bin/sh", "-c", "echo why >&2; exit 3"]))?.parameters["output"] == "why")
        #expect(failure(call(["/bin/sh", "-c", "kill -9 $$"]))?.parameters["status"] == "signal 9")
        #expect(failure(call(["/nonexistent"]))?.code == .installHookNotStarted)
        #expect(failure(call(["/bin/echo", "a\u{0}b"]))?.code == .installHookNotStarted)
    }

    @Test func `a hook that takes too long is ended with all that descend from it`() throws {
        let mark = "hamyar-test-\(UInt32.random(in: 0 ... .max))"
        // One that leaves the session, and one that stays.
        let script = "setsid sh -c 'exec sleep 1000 # \(mark)' & sh -c 'exec sleep 1001' & sleep 1002"
        let begun = SystemInstallClock().steady()
        #expect(failure(call(["/bin/sh", "-c", script], timeout: 400, environment: ["TEST": mark]))?.code == .installHookTimeout)
        #expect(SystemInstallClock().steady() - begun < .seconds(100))
        #expect(left(mark) == [])
    }

    @Test func `what a start hook leaves is the product, and stays; others leave nothing`() throws {
        for leaves in [true, false] {
            let mark = "hamyar-test-\(UInt32.random(in: 0 ... .max))"
            let script = "sleep 1000 & exit 0"
            _ = try HookProcess().run(call(["/bin/sh", "-c", script], environment: ["TEST": mark], leaves: leaves))
            // One that is about to become `sleep` has no environment for a moment.
            var found = left(mark)
            let end = SystemInstallClock().steady() + .seconds(10)
            while leaves, found.isEmpty, SystemInstallClock().steady() < end { found = left(mark) }
            #expect(found.count == (leaves ? 1 : 0))
            for process in found { kill(process, SIGKILL) }
        }
    }

    @Test func `output is bounded and never holds a hook up`() throws {
        let limit = InstallerLimits.hookOutput
        let script = "i=0; while [ $i -lt 64 ]; do head -c 65536 /dev/zero | tr '\\0' x; i=$((i+1)); done; echo end"
        let output = try HookProcess().run(call(["/bin/sh", "-c", script]))
        #expect(output.utf8.count <= limit && output.hasSuffix("end\n"))
        var bounded = BoundedOutput(limit: 4)
        bounded.append([97, 98, 99, 100])
        #expect(bounded.text == "abcd")
        bounded.append([101])
        #expect(bounded.text == "bcde")
    }

    private func left(_ mark: String) -> [pid_t] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.compactMap { pid_t($0) }.filter { process in
            guard let data = FileManager.default.contents(atPath: "/proc/\(process)/environ") else { return false }
            return process != getpid() && data.range(of: Data("TEST=\(mark)".utf8)) != nil
        }
    }
}
