import Foundation

/// Releases of Examples/product, by a person with a key of their own.
extension ReleaseBed {
    var ledgerKeys: String { bed.place("person-ledger") }

    /// The vendor's release directory, and who releases the product. Nothing is published yet.
    func beginLedger() async throws {
        try await release("init")
        try await release("sign")
        let key = try await person("ledger")
        try await release("key", "add", "ledger", key.key)
    }

    /// Builds a version, signs it and publishes it; its payload's and patches' sizes are in the answer.
    ///
    /// - Parameters:
    ///   - fixed: the version that it is a fix for; nil: a release.
    ///   - change: changes the description: what usually follows the key, and what shall.
    @discardableResult
    func publishLedger(_ version: String, fixing fixed: String? = nil, _ change: (String, String)? = nil) async throws -> JSON {
        let usual = ProgramPaths.tree + "/Examples/product/hamyar-release" + (version == "2.0" ? "-2.0" : "") + ".yaml"
        var sheet = try String(contentsOfFile: usual, encoding: .utf8)
        if let (old, new) = change { sheet = sheet.replacing(old, with: new) }
        let place = bed.place("ledger-\(version).yaml")
        try sheet.write(toFile: place, atomically: true, encoding: .utf8)
        let words = ["release", "build", try await tree(version), "--version", version, "--description", place]
        let kind = fixed.map { ["--kind", "fix", "--for-version", $0] } ?? []
        let built = try await bed.run(ProgramPaths.console, words + kind + ["--in", releases, "--json"]).json
        try await release("sign")
        try await release("sign", keys: ledgerKeys)
        try await release("publish")
        return built
    }

    /// The vendor's root as technician and agent know it, and a machine with an installer that has the product.
    func machine() async throws -> InstallerBed {
        let root = releases + "/metadata/1.root.json"
        try await bed.hamyar("release", "trust", root)
        try await bed.agent("trust-releases", root)
        return try await InstallerBed.start(bed, root: root)
    }

    /// Bytes of the releases' targets that the relay gave to machines, by what its log of fetches says: versions of the product.
    func fetched() async throws -> [String] {
        let text = "SELECT path FROM release_fetches ORDER BY time"
        let rows = try await bed.run("/usr/bin/sqlite3", ["-cmd", ".timeout 60000", bed.data + "/relay.sqlite", text]).output
        return rows.split(separator: "\n").map { String($0.split(separator: "/").dropFirst().first ?? "") }
    }
}
