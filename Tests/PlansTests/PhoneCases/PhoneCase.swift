import Testing

/// One row of Tests/Fixtures/phone-cases.tsv, whose head documents the columns, or of phone-cases-more.tsv.
struct PhoneCase: CustomTestStringConvertible, Sendable {
    let id: String
    let requirements: [String]
    let plan: String
    let contract: String
    let at: String
    let wish: String
    let parts: String
    let price: String
    let rules: String
    let conditions: String
    let persian: String
    let english: String

    var testDescription: String { "\(id) \(plan) \(at) \(wish)" }

    init(_ row: Substring) throws {
        let columns = row.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        guard columns.count == 12 else { throw PhoneCaseError("a row has \(columns.count) columns, not 12: \(row)") }
        (id, plan, contract, at) = (columns[0], columns[2], columns[3], columns[4])
        requirements = columns[1].split(separator: " ").map(String.init)
        (wish, parts, price, rules) = (columns[5], columns[6], columns[7], columns[8])
        (conditions, persian, english) = (columns[9], columns[10], columns[11])
    }

    static func all() throws -> [PhoneCase] {
        try ["phone-cases", "phone-cases-more"].flatMap { name in
            let rows = try Repository.text("Tests/Fixtures/\(name).tsv").split(separator: "\n").filter { !$0.hasPrefix("#") }
            return try rows.dropFirst().map { try PhoneCase($0) }
        }
    }
}

/// A row that says something which the columns do not have.
struct PhoneCaseError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
