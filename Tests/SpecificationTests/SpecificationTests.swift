import Foundation
import Testing

/// Documents that must say what the code says. They are read as files: this target sees no other.
@Suite struct SpecificationTests {
    private func text(_ path: String) throws -> String {
        try Tree.text(path)
    }

    private func names(_ pattern: Regex<(Substring, Substring)>, in text: String) -> Set<String> {
        Set(text.matches(of: pattern).map { String($0.1) })
    }

    @Test func `the specification lists exactly the methods that the code calls`() throws {
        let sources = try ["CallNames", "DeskCallNames", "PolicyCallNames", "ReleaseCallNames"].map {
            try text("Sources/Transport/Connection/\($0).swift")
        }.joined()
        let called = names(/(?:Call\(|static let [a-zA-Z]+ = )"([a-z.]+)"/, in: sources)
        let specification = try text("Protocol/README.md")
        let table = specification.split(separator: "\n").filter { $0.hasPrefix("| `") && $0.contains("→") }.joined(
            separator: "\n")
        let listed = names(/`([a-z]+(?:\.[a-z]+)?)`/, in: table)
        let section = try #require(
            specification.range(of: "## 16 The control socket").map { specification[$0.upperBound...] }?
                .split(separator: "\n## ", maxSplits: 1).first.map(String.init))
        let methods = try #require(section.range(of: "all `local.…`:").map { String(section[$0.upperBound...]) })
        let local = Set(names(/`([a-z]+)`/, in: methods).map { "local." + $0 })
        #expect(listed.union(local).subtracting(called).sorted() == [], "in the specification alone")
        #expect(called.subtracting(listed.union(local)).sorted() == [], "in the code alone")
    }

    @Test func `the architecture lists exactly the targets of the package`() throws {
        let package = try text("Package.swift")
        let targets = names(/(?:layer\(|program\(|\.target\(\s*name: )\s*"([A-Za-z-]+)"/, in: package).union(
            names(/systemLibrary\(name: "([A-Za-z]+)"/, in: package))
        let rows = try TableRow.all(in: text("Docs/architecture.md"), header: "target")
        let listed = Set(
            rows.flatMap { row in
                (row.cells.first ?? "").split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
            })
        #expect(listed.subtracting(targets).sorted() == [], "in the document alone")
        #expect(targets.subtracting(listed).sorted() == [], "in the package alone")
    }

    @Test func `links between documents lead somewhere`() throws {
        for document in try ["README.md", "Protocol/README.md", "Certs/README.md"] + Tree.files("Docs", suffix: ".md") {
            let folder = Tree.root.appending(path: document).deletingLastPathComponent()
            for link in try text(document).matches(of: /\]\(([^)#]+)[^)]*\)/) where !link.1.contains("://") {
                #expect(
                    FileManager.default.fileExists(atPath: folder.appending(path: String(link.1)).path), "\(document): \(link.1)")
            }
        }
    }

    @Test func `every message of the specification's table is in the proto files`() throws {
        let files = try ["calls", "channel", "desk", "policies", "releases", "signed"].map { try text("Protocol/\($0).proto") }
            .joined()
        let messages = names(/message ([A-Za-z]+) \{/, in: files)
        let rows = try text("Protocol/README.md").split(separator: "\n").filter { $0.hasPrefix("| `") && $0.contains("→") }
        #expect(rows.count > 30)
        for row in rows {
            let cells = row.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            for cell in cells.dropFirst(2).prefix(2) where !cell.hasPrefix("bulk") && !cell.hasPrefix("section") {
                let name = String(cell.prefix { $0.isLetter })
                #expect(messages.contains(name), "\(cells[0]): \(name)")
            }
        }
    }
}
