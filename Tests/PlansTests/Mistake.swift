import Primitives
import Testing

/// A change that makes a file wrong, and what must be said of it.
struct Mistake: Sendable, CustomTestStringConvertible {
    let right: String
    let wrong: String
    let line: Int
    let code: String
    /// What the message says was expected; a piece of it.
    let expected: String
    let found: String?

    init(_ right: String, _ wrong: String, _ line: Int, _ code: String, _ expected: String, found: String? = nil) {
        self.right = right
        self.wrong = wrong
        self.line = line
        self.code = code
        self.expected = expected
        self.found = found
    }

    var testDescription: String { wrong }

    /// Makes the mistake once in the text, and compares what is said.
    func check<Value>(
        in text: String, file: String, _ parse: (String, String) throws(Failure) -> Value,
        at location: SourceLocation = #_sourceLocation
    ) throws {
        let changed = text.replacing(right, with: wrong, maxReplacements: 1)
        try #require(changed != text, "\(right) stands in the text", sourceLocation: location)
        let failure = try #require(throws: Failure.self, "\(changed)", sourceLocation: location) { try parse(changed, file) }
        #expect(failure.code.rawValue == "plan.\(code)", "\(failure)", sourceLocation: location)
        #expect(failure.parameters["file"] == file, sourceLocation: location)
        #expect(failure.parameters["line"] == String(line), "\(failure)", sourceLocation: location)
        #expect(failure.parameters["expected"]?.contains(expected) == true, "\(failure)", sourceLocation: location)
        if let found { #expect(failure.parameters["found"] == found, "\(failure)", sourceLocation: location) }
    }
}
