import Primitives
import Yams

/// YAML text → the root node, before any schema. What arrives may come from anybody who can add a contract.
enum YAMLText {
    /// The largest file of the vendor's terms: faragostar's plan needs a tenth of it.
    static let sizeLimit = 262_144
    /// Yams lends the text's storage to libyaml, which a short string keeps on the stack; nothing shorter means anything.
    private static let sizeLeast = 16

    /// `expected` says what the file should be: `a plan`.
    static func root(of text: String, file: String, expected: String) throws(Failure) -> YAMLNode {
        let first = SourcePlace(file: file, line: 1)
        guard text.utf8.count <= sizeLimit else { throw first.failure(.planSyntax, expected: "at most \(sizeLimit) bytes") }
        guard text.utf8.count >= sizeLeast else { throw first.failure(.planSyntax, expected: expected) }
        if let line = AliasSearch.line(in: text) {
            throw SourcePlace(file: file, line: line).failure(
                .planSyntax, expected: "no aliases (*name); quote a text that begins with *")
        }
        do {
            guard let node = try Yams.compose(yaml: text) else { throw first.failure(.planSyntax, expected: expected) }
            return YAMLNode(node, place: first)
        } catch let failure as Failure {
            throw failure
        } catch let error as YamlError {
            throw failure(error, file: file)
        } catch {
            throw Failure(.planSyntax, ["file": file, "line": "1", "expected": "YAML"], cause: error)
        }
    }

    private static func failure(_ error: YamlError, file: String) -> Failure {
        let (line, expected): (Int, String) =
            switch error {
            case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
                .composer(_, let problem, let mark, _):
                (mark.line, "YAML: \(problem)")
            case .duplicatedKeysInMapping(let duplicates, let context):
                (context.mark.line, "each key once: \(duplicates.joined(separator: ", "))")
            case .reader(let problem, let offset, _, let yaml):
                (1 + yaml.prefix(offset ?? 0).count(where: \.isNewline), "YAML: \(problem)")
            default: (1, "YAML")
            }
        return Failure(.planSyntax, ["file": file, "line": String(line), "expected": expected], cause: error)
    }
}
