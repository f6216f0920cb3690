import Foundation
import Logging
import Updates

@testable import Console

/// A vendor's release directory, people with keys of their own, and the example product's trees.
struct ReleaseBed {
    let bed: TestBed
    var releases: String { bed.place("releases") }
    var keys: String { bed.place("release-keys") }

    /// A relay and its admin.
    static func ready(_ name: String) async throws -> ReleaseBed {
        let bed = try TestBed(name)
        try await bed.initialise()
        try await bed.startRelay()
        try await bed.enrolAdmin()
        return ReleaseBed(bed: bed)
    }

    /// `hamyar release …` in this directory.
    @discardableResult
    func release(_ words: String..., keys: String? = nil, failing status: Int32 = 0) async throws -> JSON {
        let signs = ["init", "sign", "publish"].contains(words[0])
        let all = ["release"] + words + ["--in", releases] + (signs ? ["--keys", keys ?? self.keys] : []) + ["--json"]
        return try await bed.run(ProgramPaths.console, all, expecting: status).json
    }

    /// A person's own key, in a directory of its own; its public half.
    func person(_ name: String) async throws -> (keys: String, key: String) {
        let place = bed.place("person-" + name)
        try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
        let made = try await bed.hamyar("release", "key", "new", place + "/own.pem", "--json")
        return (place, try made.json["key"].string)
    }

    /// Moves a key from the directory of keys to a person's.
    func give(_ key: String, to name: String) throws -> String {
        let place = bed.place("person-" + name)
        try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
        try FileManager.default.moveItem(atPath: "\(keys)/\(key).pem", toPath: "\(place)/\(key).pem")
        return place
    }

    /// The tree of a version of Examples/product.
    func tree(_ version: String) async throws -> String {
        let place = bed.place("tree-" + version)
        try await bed.run(ProgramPaths.python, [ProgramPaths.tree + "/Examples/product/build", version, place])
        return place
    }

    @discardableResult
    func build(_ version: String, _ rest: String...) async throws -> JSON {
        let sheet = ProgramPaths.tree + "/Examples/product/hamyar-release" + (version == "2.0" ? "-2.0" : "") + ".yaml"
        let words = ["release", "build", try await tree(version), "--version", version, "--description", sheet, "--in", releases]
        return try await bed.run(ProgramPaths.console, words + rest + ["--json"]).json
    }

    /// What the relay serves now, through its own calls, as a directory that other clients read: metadata/ and targets/.
    func mirror() async throws -> String {
        let place = bed.place("mirror-" + UUID().uuidString)
        try FileManager.default.createDirectory(atPath: place + "/metadata", withIntermediateDirectories: true)
        let home = ConsoleHome(path: bed.technicianState)
        try await TechnicianDesk.sit(at: RelayDoor(home, logger: .init(label: "mirror"))) { desk in
            let fetcher = RelayMetadata(desk)
            func keep(_ name: String) async throws -> [UInt8] {
                let bytes = try await fetcher.fetch(name, maximumLength: UpdateLimits.maximumTargets)
                try Data(bytes).write(to: URL(filePath: place + "/metadata/" + name))
                return bytes
            }
            for version in 1...9 {
                guard (try? await keep("\(version).root.json")) != nil else { break }
            }
            let current = try await keep("timestamp.json")
            let timestamp = try ListedVersions(
                SignedMetadata(parsing: current, role: "timestamp").signed, type: "timestamp")
            let snapshot = "\(timestamp.entries["snapshot"]?.version ?? 0).snapshot.json"
            let names = try await keep(snapshot)
            let listed = try ListedVersions(SignedMetadata(parsing: names, role: "snapshot").signed, type: "snapshot")
            for (role, entry) in listed.entries { _ = try await keep("\(entry.version).\(role).json") }
        }
        try FileManager.default.createSymbolicLink(atPath: place + "/targets", withDestinationPath: releases + "/targets")
        return place
    }

    /// Python's `tuf` refreshes from it and downloads a target; what it says of it.
    func foreignClient(_ mirror: String, _ target: String, expecting status: Int32 = 0) async throws -> String {
        let python = ProgramPaths.tree + "/.build/foreign-client/bin/python"
        let script = ProgramPaths.tree + "/Tests/ReleasesTests/foreign_client.py"
        return try await bed.run(python, [script, mirror + "/metadata", mirror + "/targets", target], expecting: status).output
    }

    /// `hamyar-tuf` over HTTP, with metadata of its own.
    func ownClient(_ mirror: String, _ target: String, state: String, expecting status: Int32 = 0) async throws {
        let serving = try bed.start(ProgramPaths.python, ["-u", "-c", Self.server, mirror])
        let port = try await Deadlines.first("the port of a mirror") {
            serving.output.split(separator: "\n").first.map(String.init)
        }
        let url = "http://127.0.0.1:\(port)"
        let metadata = bed.place(state)
        if !FileManager.default.fileExists(atPath: metadata) {
            try await bed.run(ProgramPaths.tuf, ["--metadata-dir", metadata, "init", mirror + "/metadata/1.root.json"])
        }
        let out = bed.place(state + "-targets")
        try FileManager.default.createDirectory(atPath: out, withIntermediateDirectories: true)
        try await bed.run(
            ProgramPaths.tuf,
            [
                "--metadata-dir", metadata, "--metadata-url", url + "/metadata", "--target-name", target, "--target-base-url",
                url + "/targets", "--target-dir", out, "download",
            ], expecting: status)
        await serving.kill()
    }

    private static let server = """
        import functools, http.server, sys
        handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=sys.argv[1])
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        print(server.server_address[1])
        server.serve_forever()
        """
}
