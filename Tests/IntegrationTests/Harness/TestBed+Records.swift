import Foundation

/// Work that is written down, and needs a second person.
extension TestBed {
    /// A record of an unlocking, on a contract whose plan always wants a second person. Returns its number.
    func recordOfTwo() async throws -> String {
        let yaml = try String(contentsOfFile: ProgramPaths.padra, encoding: .utf8)
        let plan = place("two.yaml")
        try yaml.replacing("second_person: outside-hours", with: "second_person: always")
            .write(toFile: plan, atomically: true, encoding: .utf8)
        let contract = try await addContract(product: "till", plan: plan)
        let codes = try await agent("code", "--json").json["codes"].array
        let code = codes.first { $0["contract"].string == contract } ?? .null
        return try await hamyar(
            "record", "make", "unlocking", contract, "--place", "phone", "--code", code["code"].string, "--json"
        ).json["number"].string
    }

    /// Ten minutes go by for a record.
    func age(_ record: String) async throws {
        let program = """
            import sqlite3, sys
            database = sqlite3.connect(sys.argv[1], timeout=10)
            database.execute("UPDATE service_records SET recorded = recorded - 600000 WHERE number = ?", [sys.argv[2]])
            database.commit()
            """
        try await run(ProgramPaths.python, ["-c", program, data + "/relay.sqlite", String(record.dropFirst(2))])
    }
}
