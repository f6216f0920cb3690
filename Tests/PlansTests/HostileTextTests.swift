import Entitlement
import Primitives
import Testing

@testable import Plans

/// Whatever stands in a file, its readers answer or refuse; they never trap, and never grow (H33).
@Suite struct HostileTextTests {
    static let hostile: [String] = [
        "", "\n", "plan", "[]", "~", "- a\n- b\n- c\n- d\n- e", "--- \n...\n--- \n...\n", "# nothing but a comment\n",
        String(repeating: "[", count: 100_000), String(repeating: "{a: ", count: 20_000), String(repeating: "- ", count: 50_000),
        String(repeating: "? ", count: 50_000), String(repeating: "x", count: 300_000), String(repeating: "\u{0}", count: 40),
        nested("[", "]", 900), nested("{a: ", "}", 900), nested("[", "]", 20_000),
        "plan: " + nested("[", "]", 900), "kinds: " + nested("{a: ", "}", 900),
        "a: &a [x,x,x,x]\nb: &b [*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b]", "a: &a [*a]\nplan: aaaaaaaaaaaa",
        "- &a x\n- {*a : b}\n- [\"q\",*a]", "plan: &a small\u{2028}edition: *a", "\u{feff}*alias: nothing at all",
        "? [a, b, c]\n: 1\n? {a: b}\n: 2", "? {? {? a : b} : c} : d", "[[a, b]: c, d]: e",
        "\u{0}\u{1}plan: aaaaaaaaaaaaaa", "plan: !!binary aGVsbG8=\nedition: !foo x", "!!map {plan: !!set {a, b, c}}",
        "%YAML 9.9\n---\nplan: aaaaaaaaaaaaa", "%TAG ! tag:x,2000:\n---\nplan: aaaa", "plan: |\n  a\n  b\nedition: >\n  c\n",
        "plan: \"\\x41\\u0000\\U0010ffff\"", "plan: \"\\ud800\"\nedition: x", "plan: 'unterminated\nedition: 1404-1",
        "{\"plan\": \"small\", \"months\": 12}", "\tplan: small\n\tedition: x", "plan: small\r\redition: x\r\rmonths: 12",
        String(repeating: "k: v\n", count: 30_000), (0..<20_000).map { "k\($0): v\n" }.joined(),
        "<<: {plan: small}\n<<: {plan: smaller}", "plan: {{{{{{{{}}}}}}}}", "plan: @small `x` %y",
    ]

    private static func nested(_ open: String, _ close: String, _ depth: Int) -> String {
        String(repeating: open, count: depth) + String(repeating: close, count: depth)
    }

    @Test(arguments: hostile.indices) func `H33 hostile text is refused with its file and line by every reader`(index: Int) throws
    {
        let text = Self.hostile[index]
        let readers: [(String, String) throws -> Void] = [
            { _ = try PlanFile.parse($0, file: $1) }, { _ = try TariffFile.parse($0, file: $1) },
            { _ = try CalendarFile.parse($0, file: $1) }, { _ = try PlanCheck.report($0, file: $1) },
        ]
        for read in readers {
            let failure = try #require(throws: Failure.self) { try read(text, "x.yaml") }
            #expect(failure.parameters["file"] == "x.yaml" && failure.parameters["expected"]?.isEmpty == false, "\(failure)")
            #expect(failure.parameters["line"].flatMap { Int($0) } ?? 0 > 0, "\(failure)")
            #expect(failure.parameters["found"]?.count ?? 0 <= 64)
        }
        _ = try? HolidayTable.parse(text, file: "x.tsv")
    }

    @Test(arguments: [
        ("en: Small", "en: \"Small * and large\""), ("en: Small", "en: Small *and* large"), ("en: Small", "en: a*b"),
        ("months: 12", "months: 12 # see *the note*"), ("en: Small", "en: \"*Small\""), ("en: Small", "en: 3 * 4"),
    ])
    func `a star inside of a text is no alias`(right: String, wrong: String) throws {
        let text = PlanMistakeTests.text.replacing(right, with: wrong)
        #expect(try PlanFile.parse(text, file: "x.yaml").months == 12)
    }

    @Test func `deep nesting does not need a deep stack`() async throws {
        // Tasks run on threads with a small stack.
        let texts = Self.hostile
        let refused = await withTaskGroup(of: Bool.self) { group in
            for text in texts { group.addTask { (try? PlanFile.parse(text, file: "x.yaml")) == nil } }
            return await group.reduce(true) { $0 && $1 }
        }
        #expect(refused)
    }

    @Test(arguments: [
        "Examples/plans/padra.yaml", "Examples/plans/faragostar.yaml", "Examples/tariffs/ict-guild-1404.yaml",
        "Examples/tariffs/faragostar-portal-1404.yaml", "Examples/calendars/office.yaml", "Examples/calendars/holidays-1404.tsv",
    ])
    func `H33 a changed example is read or refused, and never traps`(path: String) throws {
        let original = Array(try Example.text(path).utf8)
        for seed in UInt64(1)...150 {
            var mutation = Mutation(seed: seed)
            let text = String(decoding: mutation.change(original), as: UTF8.self)
            do {
                if path.hasSuffix(".tsv") {
                    _ = try HolidayTable.parse(text, file: path)
                } else if path.contains("/plans/") {
                    // What is read is whole: it is stored and read back.
                    let plan = try PlanCheck.report(text, file: path).plan
                    #expect(try CanonicalJSON.decode(PlanSnapshot.self, from: CanonicalJSON.encode(plan)) == plan, "seed \(seed)")
                } else if path.contains("/tariffs/") {
                    _ = try TariffFile.parse(text, file: path)
                } else {
                    _ = try CalendarFile.parse(text, file: path)
                }
            } catch let failure as Failure {
                #expect(failure.parameters["file"] == path && failure.parameters["line"] != nil, "seed \(seed): \(failure)")
            }
        }
    }
}
