import Testing

/// Docs/limits.md lists every limit with its default and its test.
@Suite struct LimitsTests {
    private struct Limit {
        /// `Type.name`.
        let name: String
        let file: String
        let value: String
        /// nil: the page says that there is none yet.
        let test: (file: String, name: String)?
    }

    private let limits: [Limit]

    init() throws {
        limits = try TableRow.all(in: Tree.text("Docs/limits.md"), header: "limit").map { row in
            let names = row.names(0)
            try #require(names.count == 2 && row.cells.count >= 4, "\(row.cells)")
            let test = row.names(3).first.map { file in
                ("Tests/" + file, String(row.cells[3].drop { $0 != "“" }.dropFirst().prefix { $0 != "”" }))
            }
            return Limit(name: names[0], file: "Sources/" + names[1], value: row.names(1).first ?? "", test: test)
        }
    }

    @Test func `every limit is declared with the default that the page says`() throws {
        #expect(limits.count > 150)
        for limit in limits {
            let name = try #require(limit.name.split(separator: ".").last)
            let source = try Tree.text(limit.file)
            let declarations = source.split(separator: "\n").filter { line in
                line.contains("let \(name)") || line.contains("var \(name)")
            }
            // An optional without a default is nil; a limit without one is given by whoever makes the value, or by its initialiser.
            let holds = declarations.contains {
                $0.hasSuffix("= " + limit.value) || (limit.value == "nil" && $0.hasSuffix("?"))
                    || (!$0.contains("=") && (limit.value == "given" || source.contains("\(name): Int = \(limit.value)")))
            }
            #expect(holds, "\(limit.name): \(limit.value)")
        }
    }

    @Test func `every test that the page names is there`() throws {
        for limit in limits {
            guard let test = limit.test else { continue }
            #expect(!test.name.isEmpty && Tree.exists(test.file), "\(limit.name): \(test.file)")
            #expect(try Tree.text(test.file).contains(test.name), "\(limit.name): \(test.name)")
        }
    }

    @Test func `no limit of a file of limits is left out`() throws {
        let listed = Set(limits.map { $0.file + " " + ($0.name.split(separator: ".").last ?? "") })
        // Presets of several limits, and switches.
        let others: Set = ["standard", "local", "enrolment", "allowsBulk", "compresses", "multiplexing", "pool"]
        let missing = try Tree.files("Sources", suffix: "Limits.swift").flatMap { file in
            try Tree.text(file).matches(of: /\n    (?:package )?(?:static let|var) ([a-zA-Z]+)\b/).map { String($0.1) }
                .filter { !others.contains($0) }.map { file + " " + $0 }.filter { !listed.contains($0) }
        }
        #expect(missing == [])
    }
}
