import Cryptography
import Foundation
import Glibc
import Payloads
import Testing
import Updates

@testable import Installer

/// A real program with a database (Examples/product) goes through its versions, and no row is lost.
@Suite struct ExampleProductTests {
    private static let example = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Examples/product")
        .standardizedFileURL.path

    private func publish(_ version: String, data: InstallRecord.DataEffect, _ fixture: InstallerFixture) throws {
        let tree = fixture.path + "/build-" + version
        let built = try Command([Self.example + "/build", version, tree])
        try #require(built.status == 0, "\(built.output)")
        var payload: [UInt8] = []
        let listing = try PayloadWriter.write(try SourceTree(tree)) { payload += $0 }
        var hooks: [String: VersionDescription.Command] = [:]
        for hook in VersionDescription.Hook.allCases where hook != .open || data == .migrates {
            hooks[hook.rawValue] = .init(run: ["bin/hook", hook.rawValue], timeout: 30)
        }
        let described = SpoolReleases.Described(
            platform: Prechecks.platform,
            description: VersionDescription(version: version, data: data, hooks: hooks, holds: 1, within: 8), floors: [],
            minimum: nil, length: Int64(payload.count), digest: Digest.of(payload), tree: listing.digest,
            files: listing.fileCount, bytes: listing.byteCount)
        try Data(payload).write(to: URL(filePath: "\(fixture.spool)/ledger-\(version).tar.zst"))
        try JSONEncoder().encode(described).write(to: URL(filePath: "\(fixture.spool)/ledger-\(version).json"))
    }

    private func ask(_ fixture: InstallerFixture, _ words: String...) throws -> String {
        let curl = """
            import socket, sys
            s = socket.socket(socket.AF_UNIX); s.settimeout(10); s.connect(sys.argv[1])
            s.sendall((sys.argv[2] + " " + sys.argv[3] + " HTTP/1.0\\r\\n\\r\\n").encode())
            b = b""
            while m := s.recv(4096): b += m
            print(b.partition(b"\\r\\n\\r\\n")[2].decode().strip())
            """
        return try Command(["/usr/bin/python3", "-c", curl, fixture.data + "/ledger.sock"] + words).output
            .trimmingCharacters(in: .newlines)
    }

    @Test func `1.0, 1.1, 2.0 which migrates, a broken 2.1 which rolls itself back: every row is there`() throws {
        let fixture = try InstallerFixture()
        defer {
            if let pid = pid_t(fixture.text(fixture.data + "/ledger.pid")) { kill(pid, SIGKILL) }
            fixture.remove()
        }
        for (version, data) in [("1.0", InstallRecord.DataEffect.untouched), ("1.1", .untouched), ("2.0", .migrates)] {
            try publish(version, data: data, fixture)
            #expect(try fixture.install(version)?.word == .committed, "\(version)")
            #expect(try ask(fixture, "GET", "/version") == version)
            for _ in 0..<3 { #expect(try ask(fixture, "POST", "/rows") == "kept") }
        }
        #expect(try ask(fixture, "GET", "/rows") == "9")
        try publish("2.1", data: .untouched, fixture)
        let outcome = try fixture.install("2.1")
        #expect(outcome?.word == .rolledBack && outcome?.reason?.code == "install.unhealthy")
        #expect(try ask(fixture, "GET", "/version") == "2.0")
        #expect(try ask(fixture, "POST", "/rows") == "kept")
        #expect(try ask(fixture, "GET", "/rows") == "10")
        // The product's socket is a probe too, without a hook.
        #expect(SocketProbe.ask(fixture.data + "/ledger.sock", resource: "/health").isWell)
        #expect(!SocketProbe.ask(fixture.data + "/ledger.sock", resource: "/nothing").isWell)
    }
}
