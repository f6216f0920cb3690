import Primitives

/// Where something stands in a file of the vendor, so that every error names file, line and what was expected.
struct SourcePlace {
    let file: String
    /// From 1.
    let line: Int
    /// `kinds.guidance.rules`; empty at the top, and in tables.
    var path = ""

    func failure(_ code: Failure.Code, expected: String, found: String? = nil) -> Failure {
        var parameters = ["file": file, "line": String(line), "expected": expected]
        if !path.isEmpty { parameters["path"] = path }
        if let found { parameters["found"] = String(found.prefix(Self.echoLimit)) }
        return Failure(code, parameters)
    }

    /// How much of what was found is repeated to the person.
    private static let echoLimit = 64
}
