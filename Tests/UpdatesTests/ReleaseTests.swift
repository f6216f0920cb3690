import Cryptography
import Primitives
import Testing

@testable import Updates

struct ReleaseTests {
    @Test func `versions in their order, by dotted numbers and semver's pre-releases`() throws {
        let texts = [
            "0", "0.9", "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2", "1.0.0-beta.11",
            "1.0.0-rc.1", "1.0",
            "1.0.0.1", "1.2", "1.10", "2.1.9", "10",
        ]
        let versions = try texts.map { try #require(ReleaseVersion($0)) }
        for (index, version) in versions.enumerated() {
            for (other, second) in versions.enumerated() {
                #expect((version < second) == (index < other) && (version == second) == (index == other), "\(version) \(second)")
            }
        }
        #expect(ReleaseVersion("1") == ReleaseVersion("1.0.0+build.7"))
        #expect(ReleaseVersion("1.0")?.hashValue == ReleaseVersion("1")?.hashValue)
    }

    @Test(arguments: [
        "", ".", "1.", ".1", "1..2", "01", "1.02", "v1", "1-", "1-a..b", "1-01", "1+", "1.0/..", "1.0 ", "۱", "-1",
        "1.2.3.4.5.6.7",
        "18446744073709551616", String(repeating: "1", count: 65),
    ])
    func `what is no version`(_ text: String) {
        #expect(ReleaseVersion(text) == nil)
    }

    @Test func `order is total over random versions`() throws {
        let seed = UInt64.random(in: 0 ... .max)
        print("seed", seed)
        var state = seed
        func next(_ bound: UInt64) -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (state >> 33) % bound
        }
        func make() throws -> ReleaseVersion {
            var text = (0...next(3)).map { _ in String(next(3)) }.joined(separator: ".")
            if next(2) == 0 {
                text +=
                    "-"
                    + (0...next(2)).map { _ in next(2) == 0 ? String(next(3)) : ["a", "b", "a-b"][Int(next(3))] }.joined(
                        separator: ".")
            }
            return try #require(ReleaseVersion(text), "\(text)")
        }
        for _ in 0..<2000 {
            let (a, b, c) = (try make(), try make(), try make())
            #expect([a < b, b < a, a == b].count { $0 } == 1, "\(a) \(b) seed \(seed)")
            if a < b, b < c { #expect(a < c, "\(a) \(b) \(c) seed \(seed)") }
            if a == b { #expect(a.hashValue == b.hashValue) }
        }
    }

    private func offer(
        _ version: String, _ kind: ReleaseDescription.Kind = .release, length: Int64 = 100, platform: String = "linux-x86_64",
        floors: [String] = [], minimum: String? = nil
    ) throws -> ReleaseChoice.Offer {
        let tree = ReleaseDescription.Tree(digest: Digest.of(version.utf8), files: 1, bytes: 1)
        var description = ReleaseDescription(
            product: "ledger", version: try #require(ReleaseVersion(version)), platform: platform, kind: kind,
            released: "2026-11-21",
            data: .untouched, tree: tree, sizeInstalled: 1)
        description.floors = floors.compactMap { ReleaseVersion($0) }
        description.minimum = minimum.flatMap { ReleaseVersion($0) }
        return .init(
            path: description.path, description: description, file: FileDescription(length: length, sha256: Digest.of([])))
    }

    private func choose(_ offers: [ReleaseChoice.Offer], from: String?, to: String?) throws -> ReleaseChoice {
        try ReleaseChoice.choose(
            offers, product: "ledger", platform: "linux-x86_64", installed: from.flatMap { ReleaseVersion($0) },
            wanted: to.flatMap { ReleaseVersion($0) }.map { .version($0) } ?? .newest)
    }

    private func reason(_ offers: [ReleaseChoice.Offer], from: String?, to: String?) -> String {
        do {
            _ = try choose(offers, from: from, to: to)
            return "chosen"
        } catch {
            return ((error as? Failure)?.parameters["reason"] ?? "")
                + ((error as? Failure)?.parameters["first"].map { " " + $0 } ?? "")
        }
    }

    @Test func `a release, the patch to it, a fix for the version that was bought, and floors`() throws {
        let old = try #require(ReleaseVersion("1.0"))
        let offers = [
            try offer("1.0"), try offer("1.1"), try offer("1.1", .patch(from: old), length: 10),
            try offer("1.0.1", .fix(for: old)),
            try offer("2.0", floors: ["1.1"], minimum: "1.0"), try offer("3.0", platform: "linux-aarch64"),
        ]
        #expect(try choose(offers, from: "1.0", to: "1.1").patch?.path == "ledger/1.1/linux-x86_64/from-1.0.patch")
        #expect(try choose(offers, from: nil, to: "1.1").patch == nil)
        #expect(try choose(offers, from: "1.1", to: nil).full.description.version == ReleaseVersion("2.0"))
        #expect(try choose(offers, from: "1.0", to: "1.0.1").full.description.kind == .fix(for: old))
        #expect(reason(offers, from: "1.1", to: "1.0.1") == "fix 1.0")
        #expect(reason(offers, from: "1.0", to: "2.0") == "floor 1.1")
        #expect(reason(offers, from: "0.9", to: "2.0") == "floor 1.1")
        #expect(reason(offers, from: "2.0", to: "1.1") == "lower")
        #expect(reason(offers, from: "2", to: "2.0") == "same")
        #expect(reason(offers, from: nil, to: "3.0") == "absent")
        #expect(reason([try offer("2.0", minimum: "1.5")], from: "1.0", to: nil) == "minimum 1.5")
        let large = [try offer("1.1"), try offer("1.1", .patch(from: old), length: 100)]
        #expect(try choose(large, from: "1.0", to: nil).patch == nil)
    }

    @Test func `H64 a description that contradicts its path, or is wrong in any field`() throws {
        let good = try offer("1.1")
        #expect(try ReleaseDescription(good.description.json, of: good.path) == good.description)
        #expect(throws: Failure.self) {
            try ReleaseDescription(good.description.json, of: "ledger/1.2/linux-x86_64/payload.tar.zst")
        }
        #expect(throws: Failure.self) {
            try ReleaseDescription(good.description.json, of: "other/1.1/linux-x86_64/payload.tar.zst")
        }
        #expect(throws: Failure.self) { try ReleaseDescription(nil, of: good.path) }
        for (key, value) in [
            ("product", "../x"), ("version", "x"), ("platform", 1), ("kind", "other"), ("released", "2026-02-30"),
            ("data", "migrates"),
            ("tree", ["sha256": "00"]), ("size_installed", -1), ("floors", "1.0"), ("minimum", 1), ("from", "1.0"),
            ("hooks", ["start": ["run": ["../sh"], "timeout": 1]]), ("hooks", ["other": ["run": ["sh"], "timeout": 1]]),
            ("hooks", ["start": ["run": ["sh"], "timeout": 0]]),
        ] as [(String, JSONValue)] {
            var members = good.description.json.members ?? [:]
            members[key] = value
            #expect(throws: Failure.self, "\(key)") { try ReleaseDescription(.object(members), of: good.path) }
        }
    }

    @Test func `H64 a time of health that could never hold is refused`() throws {
        var release = try offer("1.1").description
        #expect(release.health.holds == 10 && release.health.within == 120)
        release.health = try #require(ReleaseHealth(holds: 0, within: ReleaseHealth.longest))
        #expect(try ReleaseDescription(release.json, of: release.path).health == release.health)
        for (holds, within) in [(-1, 10), (11, 10), (0, 0), (1, ReleaseHealth.longest + 1)] as [(Int64, Int64)] {
            #expect(ReleaseHealth(holds: holds, within: within) == nil)
            var members = release.json.members ?? [:]
            members["health"] = ["holds": .number(holds), "within": .number(within)]
            #expect(throws: Failure.self) { try ReleaseDescription(.object(members), of: release.path) }
        }
        // Releases that were signed before there was such a field.
        var members = release.json.members ?? [:]
        members["health"] = nil
        #expect(try ReleaseDescription(.object(members), of: release.path).health == .standard)
    }

    @Test func `path patterns cross no slash, and take no time`() {
        #expect(PathPattern.matches("ledger/*/*/*", "ledger/1.0/linux-x86_64/payload.tar.zst"))
        #expect(!PathPattern.matches("ledger/*", "ledger/1.0/x"))
        #expect(PathPattern.matches("foo-?.tgz", "foo-1.tgz") && !PathPattern.matches("foo-?.tgz", "foo-12.tgz"))
        #expect(!PathPattern.matches("[ab]", "a") && !PathPattern.matches("a", "A") && PathPattern.matches("*", ""))
        #expect(!PathPattern.matches(String(repeating: "*a", count: 100) + "b", String(repeating: "a", count: 500)))
    }

    @Test func `times of metadata there and back`() throws {
        for text in [
            "1970-01-01T00:00:00Z", "2024-02-29T23:59:59Z", "2038-01-19T03:14:08Z", "9999-12-31T23:59:59Z",
            "0001-01-01T00:00:00Z",
        ] {
            #expect(MetadataTime.text(try #require(MetadataTime.parse(text))) == text)
        }
        for text in ["2023-02-29T00:00:00Z", "2024-01-01T24:00:00Z", "2024-1-01T00:00:00Z", "2024-01-01T00:00:00+00:00", ""] {
            #expect(MetadataTime.parse(text) == nil)
        }
        #expect(MetadataTime.parse("2026-11-21T00:00:00Z")?.milliseconds == 1_795_219_200_000)
    }
}
