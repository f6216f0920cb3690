import Foundation
import Glibc
import Primitives
import Testing
import Turns
import Updates

@testable import Installer

/// Limits of the installer: at each it works, one above it refuses.
@Suite(.keepsThread) struct InstallerLimitTests {
    private func code(_ body: () throws -> Void) -> Failure.Code? {
        do {
            try body()
            return nil
        } catch {
            return (error as? Failure)?.code
        }
    }

    @Test func `words of a hook's command line`() throws {
        let fixture = try InstallerFixture()
        defer { fixture.remove() }
        let tree = try fixture.makeTree(.init(version: "1.0"))
        func check(_ words: Int) throws {
            let command = VersionDescription.Command(
                run: ["bin/hook"] + Array(repeating: "a", count: words - 1), timeout: 1)
            let description = VersionDescription(version: "1.0", data: .untouched, hooks: ["start": command], holds: 0, within: 1)
            try HookSet.check(description, in: tree, product: "ledger")
        }
        #expect(code { try check(InstallerLimits.hookWords) } == nil)
        #expect(code { try check(InstallerLimits.hookWords + 1) } == .installHookMissing)
    }

    @Test func `what a hook wrote last goes into the reason, and no more`() throws {
        let fixture = try InstallerFixture()
        defer { fixture.remove() }
        let limit = InstallerLimits.reasonOutput
        let call = HookCall(
            hook: "start", version: "1.0",
            command: ["/bin/sh", "-c", "head -c \(limit) /dev/zero | tr '\\0' x; printf last; exit 1"],
            environment: ["PATH": "/usr/bin:/bin"], directory: "/", user: InstallerFixture.hookUser,
            group: InstallerFixture.hookUser,
            timeout: 60_000, leavesProcesses: false)
        let failure = #expect(throws: Failure.self) { _ = try HookProcess().run(call) }
        #expect(failure?.parameters["output"] == String(repeating: "x", count: limit - 4) + "last")
    }

    @Test func `how deep a tree may be that is removed`() throws {
        let fixture = try InstallerFixture()
        defer { fixture.remove() }
        let manager = FileManager.default
        for above in [0, 1] {
            let top = fixture.path + "/deep\(above)"
            // The top is a level, too.
            let levels = Array(repeating: "d", count: InstallerLimits.treeDepth - 1 + above).joined(separator: "/")
            try manager.createDirectory(atPath: top + "/" + levels, withIntermediateDirectories: true)
            #expect((code { try TreeRemoval.remove(top) } == nil) == (above == 0))
            #expect(manager.fileExists(atPath: top) == (above == 1))
        }
    }

    @Test func `bytes of the settings`() throws {
        let fixture = try InstallerFixture()
        defer { fixture.remove() }
        let path = fixture.home.settingsPath
        let content = try #require(FileManager.default.contents(atPath: path))
        for above in [0, 1] {
            // Blanks behind JSON say nothing.
            let blanks = Data(repeating: 32, count: InstallerLimits.settings - content.count + above)
            try (content + blanks).write(to: URL(filePath: path))
            #expect((code { _ = try fixture.home.settings() } == nil) == (above == 0))
        }
    }

    @Test func `bytes of a product's journal`() throws {
        let fixture = try InstallerFixture()
        defer { fixture.remove() }
        let journal = ProductJournal(directory: fixture.path, product: "ledger")
        func state(_ bytes: Int) throws -> ProductState {
            let empty = try JSONEncoder().encode(ProductState(product: "ledger"))
            var members = try #require(JSONSerialization.jsonObject(with: empty) as? [String: Any])
            members["committed"] = String(repeating: "1", count: bytes)
            return try JSONDecoder().decode(ProductState.self, from: JSONSerialization.data(withJSONObject: members))
        }
        try journal.write(state(1))
        let size = try #require(FileManager.default.contents(atPath: fixture.path + "/ledger.json")).count
        let room = InstallerLimits.journal - size + 1
        try journal.write(state(room))
        #expect(try journal.read().committed?.utf8.count == room)
        #expect(code { try journal.write(state(room + 1)) } == .installerJournal)
        #expect(try journal.read().committed?.utf8.count == room)
    }

    @Test func `H63 a request's and an answer's length is judged before any of it is read`() throws {
        for limit in [InstallerLimits.request, InstallerLimits.answer] {
            for above in [0, 1] {
                var ends: [Int32] = [-1, -1]
                #expect(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0)
                let near = UnixSocket(owning: ends[0])
                let far = UnixSocket(owning: ends[1])
                let deadline = SystemInstallClock().steady() + .seconds(60)
                let length = UInt32(limit + above)
                let text = "\"" + String(repeating: "a", count: limit + above - 2) + "\""
                let begin = withUnsafeBytes(of: length.bigEndian) { Array($0) }
                // Nobody reads what comes behind too large a length: it is not sent at all.
                let number = dup(near.number)
                let content = above == 0 ? Array(text.utf8) : []
                let writing = Thread { try? UnixSocket(owning: number).write(begin + content, until: deadline) }
                writing.start()
                let failure = code {
                    let read = try LocalMessage.read(String.self, from: far, limit: limit, until: deadline)
                    #expect(read?.utf8.count == limit - 2)
                }
                #expect(failure == (above == 0 ? nil : .installerRequest))
            }
        }
    }

    @Test func `so many programs may talk to the installer at once, and one more is turned away until one leaves`() throws {
        let fixture = try InstallerFixture()
        defer { fixture.remove() }
        let process = try ServingProcess([Command.built("hamyar-installer-worker"), fixture.path, "serve"])
        defer { process.end() }
        let clock = SystemInstallClock()
        func isServed(_ socket: borrowing UnixSocket) throws -> Bool {
            let deadline = clock.steady() + InstallerLimits.patience
            do {
                try LocalMessage.write(InstallerRequest.status, to: socket, until: deadline)
                return try LocalMessage.read(InstallerAnswer.self, from: socket, limit: InstallerLimits.answer, until: deadline)
                    != nil
            } catch let failure as Failure where failure.code == .installerUnreachable {
                return false
            }
        }
        let path = fixture.path + "/control.sock"
        // All are served within the patience that each of them has: an attempt in which it passed shows nothing.
        for attempt in 1...5 {
            let began = clock.steady()
            var numbers: [Int32] = []
            defer { for number in numbers { close(number) } }
            for _ in 0..<InstallerLimits.connections {
                let socket = try UnixSocket.connect(to: path)
                #expect(try isServed(socket))
                numbers.append(dup(socket.number))
            }
            let isOneMoreServed = try isServed(UnixSocket.connect(to: path))
            guard clock.steady() - began < InstallerLimits.patience else { continue }
            #expect(!isOneMoreServed, "attempt \(attempt)")
            break
        }
        // A place is free when the installer has seen the end.
        let latest = clock.steady() + .seconds(60)
        while try !isServed(UnixSocket.connect(to: path)), clock.steady() < latest { clock.pause(.milliseconds(20)) }
        #expect(try isServed(UnixSocket.connect(to: path)))
    }
}
