import Primitives
import Yams

/// YAML text → the root node, before any schema. What arrives may come from anybody who can add a contract.
enum PlanText {
    /// The largest plan file: faragostar's terms need a tenth of it.
    static let sizeLimit = 262_144
    /// Yams lends the text's storage to libyaml, which a short string keeps on the stack; nothing shorter is a plan.
    private static let sizeLeast = 16

    static func root(of text: String, file: String) throws(Failure) -> PlanNode {
        guard text.utf8.count <= sizeLimit else {
            throw Failure(.planSyntax, ["file": file, "line": "1", "expected": "at most \(sizeLimit) bytes"])
        }
        guard text.utf8.count >= sizeLeast else {
            throw Failure(.planSyntax, ["file": file, "line": "1", "expected": "a plan"])
        }
        if let line = lineOfAlias(text) {
            throw Failure(
                .planSyntax, ["file": file, "line": String(line), "expected": "no aliases (*name); quote a text with *"])
        }
        do {
            guard let node = try Yams.compose(yaml: text) else {
                throw Failure(.planSyntax, ["file": file, "line": "1", "expected": "a plan"])
            }
            return PlanNode(node, file: file, path: "", line: 1)
        } catch let failure as Failure {
            throw failure
        } catch let error as YamlError {
            throw failure(error, file: file)
        } catch {
            throw Failure(.planSyntax, ["file": file, "line": "1", "expected": "YAML"], cause: error)
        }
    }

    /// Aliases multiply what they name, and a few lines of them fill any memory; so they are refused before parsing.
    private static func lineOfAlias(_ text: String) -> Int? {
        var line = 1
        var previous = UInt8(ascii: "\n")
        var current: UInt8?
        for next in text.utf8 {
            if let byte = current {
                if byte == UInt8(ascii: "*"), " \t\n\r[{,:-?".utf8.contains(previous), !" \t\n\r".utf8.contains(next) {
                    return line
                }
                if byte == UInt8(ascii: "\n") { line += 1 }
                previous = byte
            }
            current = next
        }
        return nil
    }

    private static func failure(_ error: YamlError, file: String) -> Failure {
        let (line, expected): (Int, String) =
            switch error {
            case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
                .composer(_, let problem, let mark, _):
                (mark.line, "YAML: \(problem)")
            case .duplicatedKeysInMapping(let duplicates, let context):
                (context.mark.line, "each key once: \(duplicates.joined(separator: ", "))")
            case .reader(let problem, _, _, _): (1, "YAML: \(problem)")
            default: (1, "YAML")
            }
        return Failure(.planSyntax, ["file": file, "line": String(line), "expected": expected], cause: error)
    }
}
