import Foundation

/// Docs/plans.md as tests read it.
struct SchemaPage {
    /// The text of each `## …` section, by its title.
    private let sections: [String: Substring]

    init(_ text: String) {
        let parts = text.split(separator: "\n## ").dropFirst()
        sections = Dictionary(
            parts.map { (String($0.prefix { $0 != "\n" }), $0.drop { $0 != "\n" }) }, uniquingKeysWith: { first, _ in first })
    }

    /// `rule.places`, as `MappingSchema.paths` writes it, with the row's cells.
    func keys(of section: String) -> [(path: String, cells: [String])] {
        let mappings = (sections[section] ?? "").split(separator: "\n### `").dropFirst()
        return mappings.flatMap { mapping in
            let name = String(mapping.prefix { $0 != "`" })
            return mapping.split(separator: "\n").compactMap { line -> (String, [String])? in
                guard line.hasPrefix("| `") else { return nil }
                let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
                return ("\(name).\(cells[0].filter { $0 != "`" })", cells)
            }
        }
    }

    /// The whole file that stands, indented, at the beginning of the section.
    func example(of section: String) -> String {
        let lines = (sections[section] ?? "").split(separator: "\n", omittingEmptySubsequences: false)
        let block = lines.drop { !$0.hasPrefix("    ") }.prefix { $0.isEmpty || $0.hasPrefix("    ") }
        return block.map { String($0.dropFirst(4)) }.joined(separator: "\n")
    }

    /// The first cells of the table of a section that is no schema.
    func names(of section: String) -> [String] {
        (sections[section] ?? "").split(separator: "\n").filter { $0.hasPrefix("| `") }.map { line in
            String(line.drop { $0 != "`" }.dropFirst().prefix { $0 != "`" })
        }
    }
}
