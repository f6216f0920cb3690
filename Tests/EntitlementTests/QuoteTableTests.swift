import Foundation
import Testing

@testable import Entitlement

@Suite struct QuoteTableTests {
    /// What Docs/states.md says of each cell.
    private func word(_ cell: QuoteTable.Cell) -> String {
        switch cell {
        case .go(let state): "→ " + state.rawValue
        case .repeated: "same again"
        case .refuse: "refused"
        }
    }

    @Test func `every cell of a quote's table is what the page of states says`() throws {
        let page = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Docs/states.md")
        let rows = try String(contentsOf: page, encoding: .utf8).split(separator: "\n")
            .map { $0.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty } }
        let header = try #require(rows.first { $0.first == "quote's state" })
        #expect(Array(header.dropFirst()) == QuoteEvent.allCases.map(\.rawValue))
        for state in QuoteState.allCases {
            let row = try #require(rows.first { $0.first == "`\(state.rawValue)`" && $0.count == header.count }, "\(state)")
            #expect(Array(row.dropFirst()) == QuoteEvent.allCases.map { word(QuoteTable.cell(state, $0)) }, "\(state)")
        }
    }

    @Test func `what was accepted never becomes just quoted or lapsed, and an end is an end`() {
        for state in QuoteState.allCases {
            if state != .quoted { #expect(state.next.isDisjoint(with: [.quoted, .lapsed]), "\(state)") }
            #expect(state.next.isEmpty == [.credited, .withdrawn, .lapsed].contains(state), "\(state)")
        }
        #expect(QuoteState.allCases.filter(\.isOpen) == [.quoted, .accepted, .prepaid])
    }
}
