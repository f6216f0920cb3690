import Foundation
import Glibc
import Primitives
import Testing
import Turns
import Updates

@testable import Installer

/// A real program with a database (Examples/product) goes through its versions, and no row is lost.
@Suite(.keepsThread) struct ExampleProductTests {
    private static let example = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Examples/product")
        .standardizedFileURL.path

    /// Builds, signs and spools a version: as a patch alone where there is one.
    private func publish(
        _ version: String, data: ReleaseDescription.DataChange, from older: [String], _ repository: SignedRepository,
        _ fixture: InstallerFixture
    ) throws {
        let tree = fixture.path + "/build-" + version
        let built = try Command([Self.example + "/build", version, tree])
        try #require(built.status == 0, "\(built.output)")
        let hooks = ReleaseHook.Step.allCases.filter { $0 != .open || data == .migrates }.map(\.rawValue)
        let targets = try repository.release(
            // Only the broken one takes all of its time.
            version, tree: tree, data: data, hooks: hooks,
            health: try #require(ReleaseHealth(holds: 1, within: version == "2.1" ? 8 : 120)), patchesFrom: older)
        try #require(targets.count == 1 + older.count)
        try repository.fill(fixture.spool, with: [try #require(targets.last)])
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

    @Test func `1.0, 1.1 by a patch, 2.0 which migrates, a broken 2.1 which rolls itself back: every row is there`() throws {
        let fixture = try InstallerFixture()
        let repository = try SignedRepository(now: SystemInstallClock().now())
        try fixture.home.prepare()
        try InstallerTrust.begin(with: repository.rootFile, in: fixture.home.trust)
        let releases = SignedReleases(trust: fixture.home.trust)
        defer {
            repository.remove()
            if let pid = pid_t(fixture.text(fixture.data + "/ledger.pid")) { kill(pid, SIGKILL) }
            fixture.remove()
        }
        let path: [(String, ReleaseDescription.DataChange, [String])] = [
            ("1.0", .untouched, []), ("1.1", .untouched, ["1.0"]), ("2.0", .migrates, []),
        ]
        for (version, data, older) in path {
            try publish(version, data: data, from: older, repository, fixture)
            let outcome = try fixture.install(version, releases: releases)
            #expect(outcome?.word == .committed, "\(version)")
            let way = older.first.map { "patch from \($0)" } ?? "whole"
            #expect(outcome?.steps.first { $0.step == .verified }?.detail == way)
            #expect(try ask(fixture, "GET", "/version") == version)
            for _ in 0..<3 { #expect(try ask(fixture, "POST", "/rows") == "kept") }
        }
        #expect(try ask(fixture, "GET", "/rows") == "9")
        try publish("2.1", data: .untouched, from: [], repository, fixture)
        let outcome = try fixture.install("2.1", releases: releases)
        #expect(outcome?.word == .rolledBack && outcome?.reason?.code == "install.unhealthy")
        #expect(try ask(fixture, "GET", "/version") == "2.0")
        #expect(try ask(fixture, "POST", "/rows") == "kept")
        #expect(try ask(fixture, "GET", "/rows") == "10")
        // The product's socket is a probe too, without a hook.
        #expect(SocketProbe.ask(fixture.data + "/ledger.sock", resource: "/health").isWell)
        #expect(!SocketProbe.ask(fixture.data + "/ledger.sock", resource: "/nothing").isWell)
    }
}
