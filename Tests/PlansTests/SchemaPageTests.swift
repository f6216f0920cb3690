import Entitlement
import Testing

@testable import Plans

/// Docs/plans.md names every key of every file, and no other; what it shows is read.
@Suite struct SchemaPageTests {
    private let page: SchemaPage

    init() throws { page = SchemaPage(try Example.text("Docs/plans.md")) }

    @Test(arguments: [
        ("Plan files", PlanSchema.all), ("Tariff files", TariffSchema.all), ("Calendar files", CalendarSchema.all),
    ])
    func `the page names every key of the schema, once and no other`(section: String, schemas: [MappingSchema]) {
        let expected = schemas.flatMap(\.paths)
        let named = page.keys(of: section).map(\.path)
        #expect(named.sorted() == expected.sorted())
        #expect(expected.count == Set(expected).count)
    }

    @Test(arguments: [
        ("Plan files", PlanSchema.all), ("Tariff files", TariffSchema.all), ("Calendar files", CalendarSchema.all),
    ])
    func `a key is needed where the schema requires it, and its row is whole`(section: String, schemas: [MappingSchema]) {
        let required = Set(schemas.flatMap { schema in schema.required.map { "\(schema.name).\($0)" } })
        for (path, cells) in page.keys(of: section) {
            #expect(cells.count == 6 && cells.allSatisfy { !$0.isEmpty }, "\(path)")
            guard cells.count == 6 else { continue }
            #expect((cells[3] == "needed") == required.contains(path), "\(path)")
            #expect(cells[4].contains(path.split(separator: ".").last ?? "?"), "\(path): the example shows the key")
            #expect(cells[5].contains(/\b[ABD][0-9]/), "\(path): a requirement")
        }
    }

    @Test func `the whole files on the page are read`() throws {
        let plan = try PlanFile.parse(page.example(of: "Plan files"), file: "plans.md")
        #expect(plan.kinds.count == 2)
        #expect(try TariffFile.parse(page.example(of: "Tariff files"), file: "plans.md").valueAddedTax.count == 2)
        #expect(try CalendarFile.parse(page.example(of: "Calendar files"), file: "plans.md").specialDays.count == 2)
    }

    @Test func `the page names the warnings of plan check`() throws {
        let rows = try Example.text("Protocol/codes.tsv").split(separator: "\n")
        let codes = rows.filter { $0.hasPrefix("plan.") && $0.contains("\t-\t-\t") }.map { String($0.prefix { $0 != "\t" }) }
        #expect(!codes.isEmpty)
        #expect(page.names(of: "Warnings of `plan check`").sorted() == codes.sorted())
    }
}
