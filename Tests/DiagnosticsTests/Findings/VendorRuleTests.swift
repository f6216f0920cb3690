import Primitives
import Testing
import Updates

@testable import Diagnostics

@Suite struct VendorRuleTests {
    private let tree: JSONValue = [
        "file_systems": [["mount": "/", "used_percent": 40], ["mount": "/var", "used_percent": 97]], "usage": ["busy": 3],
        "list": [1, 2],
    ]

    private func values(_ path: String) -> [String]? {
        FactPath(path)?.values(in: tree).map { "\($0.subject)=\($0.value.integer ?? -1)" }
    }

    @Test func `paths`() {
        #expect(values("usage.busy") == ["=3"] && values("file_systems[].used_percent") == ["/=40", "/var=97"])
        #expect(
            values("file_systems[mount=/var].used_percent") == ["/var=97"] && values("file_systems[0].used_percent") == ["/=40"])
        #expect(
            values("list[]") == ["=1", "=2"] && values("list[1]") == ["=2"] && values("list[9]") == []
                && values("nothing[].x") == [])
        for path in ["", ".", "a.", "a[", "a[]b", "a[=", "a[-1]", "a b", "[]", String(repeating: "a.", count: 20) + "a"] {
            #expect(FactPath(path) == nil, "\(path)")
        }
    }

    @Test func `a vendor's rule on the machine's own facts`() async throws {
        let declaration = try Declaration.read(Array(DeclarationTests.example().utf8))
        let machine = try FixtureMachine("debian-12")
        let reports = [try await machine.collect(.disks)]
        let findings = Findings.all(in: reports, vendorRules: declaration.rules)
        let finding = try #require(findings.first { $0.rule == "ledger:small-data-disk" })
        #expect(finding.subject == "/var" && finding.severity == .notice && finding.collector == .disks)
        #expect(finding.texts?["fa"]?.what.contains("/var") == true)
        // What was not collected says nothing.
        #expect(!findings.contains { $0.rule == "ledger:queue-stuck" })
    }

    @Test(
        arguments: [
            ("=", "3", 3, true), ("=", "3", 4, false), ("!=", "3", 4, true), ("<", "3", 2, true), ("<", "3", 3, false),
            ("<=", "3", 3, true),
            (">", "3", 3, false), (">=", "3", 3, true), ("=", "\"3\"", 3, false),
        ] as [(String, String, Int64, Bool)])
    func `comparisons`(comparison: String, bound: String, value: Int64, holds: Bool) throws {
        let text = #"""
            {"schema":1,"product":"p","findings":[{"rule":"r","path":"x","is":"\#(comparison)","than":\#(bound),"severity":"notice",
            "en":{"what":"w","next":"n"},"fa":{"what":"و","next":"ب"}}]}
            """#
        let rule = try #require(try Declaration.read(Array(text.utf8)).rules.first)
        #expect(rule.holds(.number(value)) == holds)
        if comparison != "!=" { #expect(!rule.holds(.string("x")) && !rule.holds(.null)) }
    }
}
