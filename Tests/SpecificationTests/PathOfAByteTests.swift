import Foundation
import Testing

/// Docs/path-of-a-byte.md names what is there: each file, each function with its labels, each log entry.
@Suite struct PathOfAByteTests {
    private let rows: [TableRow]

    init() throws {
        rows = try TableRow.all(in: Tree.text("Docs/path-of-a-byte.md"), header: "file")
    }

    @Test func `the path is named from prompt to ledger and from socket to disk`() {
        #expect(rows.count > 70)
        let targets = Set(rows.compactMap { $0.names(0).first?.split(separator: "/").dropFirst().first.map(String.init) })
        let passed: Set = ["hamyar", "Console", "FileTransfer", "Transport", "Framing", "Multiplexing", "TLS", "Relay", "Agent"]
        #expect(passed.subtracting(targets).sorted() == [])
    }

    @Test func `every file on the path exists and declares what is named`() throws {
        for row in rows {
            let path = try #require(row.names(0).first, "\(row.cells)")
            let declarations = Declarations(of: try Tree.text(path))
            let names = row.names(1)
            #expect(!names.isEmpty, "\(path): no function")
            #expect(names.filter { !declarations.contains($0) } == [], "not declared in \(path)")
        }
    }

    @Test func `every log entry on the path is a kind that the code writes`() throws {
        let kinds = try Set(
            Tree.files("Sources", suffix: ".swift").flatMap { path in
                try Tree.text(path).matches(of: /AuditKind\(rawValue: "([a-z.-]+)"\)/).map { String($0.1) }
            })
        let named = Set(rows.flatMap { $0.names(4) })
        #expect(named.count > 12)
        #expect(named.subtracting(kinds).sorted() == [])
    }

    @Test func `files and functions in running text exist too`() throws {
        for match in try Tree.text("Docs/path-of-a-byte.md").matches(of: /`((?:Sources|Tests)\/[^`]+)`/) {
            #expect(Tree.exists(String(match.1)), "\(match.1)")
        }
    }
}
