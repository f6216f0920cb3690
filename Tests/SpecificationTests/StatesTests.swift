import Testing

/// Docs/states.md says what the tested table of states and events says (Tests/SessionsTests/SessionTableTests.swift).
@Suite struct StatesTests {
    @Test func `H41 the page lists every cell of the session's table`() throws {
        let source = try Tree.text("Tests/SessionsTests/SessionTableTests.swift")
        let table = try #require(source.firstMatch(of: /static let table = """\n([^"]*)"""/)).1.split(separator: "\n")
            .map { $0.split(separator: " ").map(String.init) }.filter { !$0.isEmpty }
        let states = try #require(table.first).dropFirst()
        var words = ["-": "stays", "=": "same again", "E": "ends", "x": "refused"]
        for state in states { words[String(state.prefix(2))] = "→ " + state }
        let rows = try TableRow.all(in: Tree.text("Docs/states.md"), header: "event").filter { $0.cells.count > states.count }
        #expect(rows.map { $0.names(0).first } == table.dropFirst().map(\.first))
        for (row, tested) in zip(rows, table.dropFirst()) {
            let said = Array(row.cells.dropFirst().prefix(states.count))
            #expect(said == tested.dropFirst().map { words[$0] ?? "?" }, "\(tested)")
        }
    }

    @Test func `the page describes every state and every signed object`() throws {
        let page = try Tree.text("Docs/states.md")
        let phases = try Tree.text("Sources/Sessions/SessionPhase.swift").prefix { $0 != "}" }
            .matches(of: /\n    case ([a-z]+)/).map { String($0.1) }
        let described = Set(TableRow.all(in: page, header: "state").compactMap(\.cells.first))
        #expect(phases.filter { !described.contains($0) } == [])
        for object in ["Request", "Verdict", "Grant", "Activation", "Operation", "Outcome", "End", "Denial", "Revocation"] {
            #expect(TableRow.all(in: page, header: "object").contains { $0.cells.first?.contains(object) == true }, "\(object)")
        }
    }
}
