import Primitives
import Testing

@testable import Plans

/// hamyar-release.yaml: Docs/releases.md describes it.
@Suite struct ReleaseSheetTests {
    @Test func `the page names every key and no other, and its example is read`() throws {
        let page = SchemaPage(try Example.text("Docs/releases.md"))
        #expect(page.names(of: "hamyar-release.yaml") == ReleaseSheetSchema.all.flatMap(\.paths))
        let sheet = try ReleaseSheet.parse(page.example(of: "hamyar-release.yaml"), file: "releases.md")
        #expect(sheet.product == "ledger" && sheet.data == "migrates" && sheet.floors == ["1.5"])
        #expect(sheet.holds == 10 && sheet.within == 120)
        #expect(sheet.hooks["backup"] == .init(run: ["bin/hook", "backup"], timeout: 600))
    }

    @Test(arguments: ["hamyar-release.yaml", "hamyar-release-2.0.yaml"])
    func `the example product's file is read`(_ name: String) throws {
        let sheet = try ReleaseSheet.parse(Example.text("Examples/product/" + name), file: name)
        #expect(sheet.product == "ledger" && sheet.hooks.count >= 6)
    }

    @Test(arguments: [
        ("product: ledger\nversoin: 2.1", "plan.unknown-key", 2),
        ("product: [ledger, other]", "plan.wrong-value", 1),
        ("product: ledger\nkind: hotfix", "plan.wrong-value", 2),
        ("product: ledger\nhealth: {holds: 10}", "plan.missing-key", 2),
        ("product: ledger\nhealth: {holds: 10, within: 3601}", "plan.wrong-value", 2),
        ("product: ledger\nhooks:\n  start: {run: [bin/x], timeout: 0}", "plan.wrong-value", 3),
        ("product: ledger\nhooks:\n  start: {run: bin/x, timeout: 1}", "plan.wrong-value", 3),
        ("product: ledger\npatches: 33", "plan.wrong-value", 2),
        ("product: &a ledger\nversion: *a", "plan.syntax", 2),
    ])
    func `a mistake is said with its line`(_ text: String, _ code: String, _ line: Int) throws {
        let failure = #expect(throws: Failure.self) { try ReleaseSheet.parse(text, file: "x.yaml") }
        #expect(failure?.code.rawValue == code && failure?.parameters["line"] == String(line), "\(String(describing: failure))")
    }
}
