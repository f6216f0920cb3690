import Foundation
import Primitives
import Testing

@testable import Sentences

/// Protocol/codes.tsv, the catalogue, the exit codes and Sources say the same.
@Suite struct CodeRegistryTests {
    /// The numeric codes of RESET and GOAWAY never reach a person.
    private func failureRows() throws -> [[String]] {
        try Repository.codes().filter { !($0.first ?? "").allSatisfy(\.isNumber) }
    }

    @Test func `every row has its four columns and occurs once`() throws {
        let rows = try Repository.codes()
        #expect(rows.count > 100)
        for row in rows {
            #expect(row.count == 4 && row.allSatisfy { !$0.isEmpty }, "\(row)")
            #expect(["no", "later", "now", "-"].contains(row[1]), "\(row)")
        }
        #expect(Set(rows.map { $0[0] }).count == rows.count)
    }

    @Test func `every code has a sentence in both languages and its exit code`() throws {
        for row in try failureRows() {
            let sentence = try #require(Catalogue.sentences[row[0]], "no sentence for \(row[0])")
            #expect(!sentence.english.text.isEmpty && !sentence.persian.text.isEmpty)
            #expect(sentence.english.names == sentence.persian.names, "\(row[0]): the languages insert different values")
            #expect(sentence.persian.text.unicodeScalars.contains { (0x0600...0x06ff).contains($0.value) }, "\(row[0])")
            if row[2] != "-" { #expect(String(ExitCode(for: Failure.Code(rawValue: row[0])).rawValue) == row[2], "\(row[0])") }
        }
    }

    @Test func `every sentence is of a code in the registry`() throws {
        let known = Set(try Repository.codes().map { $0[0] })
        #expect(Catalogue.codes.subtracting(known).sorted() == [])
    }

    @Test func `every code declared in Sources is in the registry`() throws {
        let known = Set(try Repository.codes().map { $0[0] })
        let missing = try Repository.declaredCodes().filter { !known.contains($0.code) }.map { "\($0.code) (\($0.file))" }
        #expect(missing.sorted() == [])
    }

    @Test func `every family has a sentence for codes of newer peers`() throws {
        let families = Set(try failureRows().map { String($0[0].prefix { $0 != "." }) }).subtracting(["internal"])
        #expect(families.subtracting(Catalogue.families.keys).sorted() == [])
        let sentence = Catalogue.sentence(for: "mux.from-the-future", in: .english)
        #expect(sentence.contains("mux.from-the-future"))
        #expect(Catalogue.sentence(for: "novel.word", in: .persian).contains("novel.word"))
    }

    @Test func `exit codes are those of Docs exit-codes`() throws {
        let rows = try Repository.text("Docs/exit-codes.md").split(separator: "\n").compactMap { line -> String? in
            let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            guard cells.count == 3, Int(cells[0]) != nil else { return nil }
            return "\(cells[0]) \(cells[1])"
        }
        #expect(rows == ExitCode.allCases.map { "\($0.rawValue) \($0)" })
    }

    @Test func `RESET and GOAWAY numbers are those of the code`() throws {
        let text = try Repository.text("Sources/Multiplexing/ResetCode.swift")
        let numbers = text.matches(of: /ResetCode\(rawValue: ([0-9]+)\)/).map { String($0.1) }
        let names = text.matches(of: /\.[a-zA-Z]+: "([a-z-]+)"/).map { String($0.1) }
        let registered = try Repository.codes().filter { $0[0].allSatisfy(\.isNumber) }
        #expect(registered.map { $0[0] } == numbers)
        #expect(registered.map { String($0[3].prefix { $0 != ":" }) } == names)
    }
}
