import Foundation
import Glibc
import Primitives
import Testing
import Turns
import Updates

@testable import Installer

/// The installer as a process of its own: its socket, who may speak there, and what it never opens.
@Suite(.keepsThread) struct ServiceTests {
    /// A running installer; ended by `end`.
    private struct Running {
        let process: ServingProcess
        let client: InstallerClient

        init(_ fixture: InstallerFixture, through words: [String] = []) throws {
            client = InstallerClient(socket: fixture.path + "/control.sock")
            process = try ServingProcess(words + [Command.built("hamyar-installer-worker"), fixture.path, "serve"])
        }

        func end() {
            process.end()
        }

        /// Asks until nothing is under way, or the deadline.
        func settle() throws -> ProductState? {
            let clock = SystemInstallClock()
            let deadline = clock.steady() + .seconds(60)
            while clock.steady() < deadline {
                if let state = try client.ask(.status).products.first?.state, state.install == nil, !state.outcomes.isEmpty {
                    return state
                }
                clock.pause(.milliseconds(50))
            }
            return nil
        }
    }

    private func code(_ body: () throws -> Void) -> String? {
        do {
            try body()
            return nil
        } catch {
            return (error as? Failure)?.code.rawValue ?? "\(error)"
        }
    }

    @Test func `requests over the socket: install, refusals, acknowledge, and no network socket under strace`() throws {
        let fixture = try InstallerFixture()
        defer { fixture.remove() }
        try fixture.publish(.init(version: "1.0"))
        let trace = fixture.path + ".trace"
        defer { try? FileManager.default.removeItem(atPath: trace) }
        let hasStrace = Command.exists(Command.strace)
        if !hasStrace { print("strace is not installed: which sockets are opened was NOT TESTED") }
        let words = hasStrace ? [Command.strace, "-D", "-f", "-qq", "-o", trace, "-e", "trace=socket"] : []
        let running = try Running(fixture, through: words)
        defer { running.end() }
        let client = running.client
        #expect(try client.ask(.status).products.map(\.product) == ["ledger"])
        #expect(code { _ = try client.ask(.install(product: "other", version: "1.0", spool: "/")) } == "install.unknown-product")
        #expect(code { _ = try client.ask(.rollback(product: "ledger", version: nil, restores: nil)) } == "install.nothing-kept")
        #expect(code { _ = try client.ask(.decide(product: "ledger", decision: .keep)) } == "install.not-undecided")
        let answer = try client.ask(.install(product: "ledger", version: "1.0", spool: fixture.spool))
        #expect(answer.products.first?.state?.install?.to == "1.0" || answer.products.first?.state?.committed == "1.0")
        let state = try #require(try running.settle())
        #expect(state.committed == "1.0" && state.outcomes.map(\.isReported) == [false])
        let id = try #require(state.outcomes.first?.id)
        _ = try client.ask(.acknowledge(product: "ledger", id: id))
        #expect(try client.ask(.versions(product: "ledger")).products.first?.state?.outcomes.map(\.isReported) == [true])
        if hasStrace {
            let sockets = fixture.text(trace).split(separator: "\n").filter { $0.contains("socket(") }
            #expect(!sockets.isEmpty && sockets.allSatisfy { $0.contains("AF_UNIX") }, "\(sockets)")
        }
        #expect(code { _ = try Running(fixture) } != nil, "a second one on the same directory")
    }

    @Test func `who is not in the settings is refused, and what is no request too`() throws {
        let fixture = try InstallerFixture()
        defer { fixture.remove() }
        let running = try Running(fixture)
        defer { running.end() }
        let deadline = SystemInstallClock().steady() + .seconds(20)
        for bytes: [UInt8] in [[0, 0, 0, 0], [0xff, 0xff, 0xff, 0xff], [0, 1, 0, 1], [0, 0, 0, 2, 0x7b, 0x7d]] {
            let socket = try UnixSocket.connect(to: fixture.path + "/control.sock")
            try socket.write(bytes, until: deadline)
            let answer = try LocalMessage.read(
                InstallerAnswer.self, from: socket, limit: InstallerLimits.answer, until: deadline)
            #expect(answer?.failure?.code == "installer.request", "\(bytes)")
        }
        guard geteuid() == 0 else {
            print("not root: another user's request was NOT TESTED")
            return
        }
        // Python, as another user, sends a request for the status.
        let script = """
            import socket, struct, sys
            s = socket.socket(socket.AF_UNIX); s.connect(sys.argv[1]); m = b'{"status":{}}'
            s.sendall(struct.pack('>I', len(m)) + m); n = struct.unpack('>I', s.recv(4))[0]; print(s.recv(n).decode())
            """
        let words = ["/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "/usr/bin/python3", "-c", script]
        let said = try Command(words + [fixture.path + "/control.sock"])
        #expect(said.output.contains("installer.not-allowed"), "\(said.output)")
    }

    @Test func `H68 a version at whose start the installer dies again and again is taken back`() throws {
        let fixture = try InstallerFixture()
        defer { fixture.remove() }
        try fixture.publish(.init(version: "1.0"))
        try fixture.publish(.init(version: "2.0", breaks: ["health": "sleep 1"], holds: 20, within: 60))
        try fixture.install("1.0")
        let clock = SystemInstallClock()
        for attempt in 0...InstallLimits.attempts {
            let running = try Running(fixture)
            defer { running.end() }
            if attempt == 0 { _ = try running.client.ask(.install(product: "ledger", version: "2.0", spool: fixture.spool)) }
            let deadline = clock.steady() + .seconds(30)
            while clock.steady() < deadline {
                let record = try running.client.ask(.status).products.first?.state?.install
                if record?.step == .healthy, record?.attempts == attempt { break }
                clock.pause(.milliseconds(20))
            }
        }
        let last = try Running(fixture)
        defer { last.end() }
        let state = try #require(try last.settle())
        #expect(state.committed == "1.0" && fixture.running == "1.0")
        #expect(state.outcomes.last?.reason?.code == "install.crash-loop")
        #expect(
            code { _ = try last.client.ask(.install(product: "ledger", version: "2.0", spool: "/")) } == "install.failed-before")
    }

    @Test func `H67 an installer that is killed in the middle of an install goes on when it comes back`() throws {
        let fixture = try InstallerFixture()
        defer { fixture.remove() }
        try fixture.publish(.init(version: "1.0"))
        try fixture.publish(.init(version: "2.0", breaks: ["health": "sleep 1"], holds: 5, within: 120))
        try fixture.install("1.0")
        let first = try Running(fixture)
        _ = try first.client.ask(.install(product: "ledger", version: "2.0", spool: fixture.spool))
        let clock = SystemInstallClock()
        while try first.client.ask(.status).products.first?.state?.install?.step != .healthy { clock.pause(.milliseconds(20)) }
        first.end()
        #expect(try fixture.places.readCurrent() == .version("2.0"))
        let second = try Running(fixture)
        defer { second.end() }
        #expect(code { _ = try second.client.ask(.install(product: "ledger", version: "3.0", spool: "/")) } == "install.busy")
        let clockLimit = clock.steady() + .seconds(180)
        while try second.client.ask(.status).products.first?.state?.install != nil, clock.steady() < clockLimit {
            clock.pause(.milliseconds(50))
        }
        let state = try second.client.ask(.status).products.first?.state
        #expect(state?.committed == "2.0" && fixture.running == "2.0")
    }
}
