import Foundation
import Sessions

/// The one JSON document that a command prints with `--json`: keys in snake case, times in ISO 8601 (UTC).
package enum OutputDocument {
    package static func text(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return harmless(String(decoding: try encoder.encode(value), as: UTF8.self))
    }

    /// What would steer a terminal or reorder a line stands escaped, as JSON allows: the value is the same, and looking at it does no
    /// harm (H39).
    private static func harmless(_ text: String) -> String {
        func isHarmless(_ scalar: Unicode.Scalar) -> Bool { scalar == "\n" || !DisplayText.steers(scalar) }
        guard !text.unicodeScalars.allSatisfy(isHarmless) else { return text }
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            guard !isHarmless(scalar) else {
                result.append(scalar)
                continue
            }
            for unit in String(scalar).utf16 {
                let digits = String(unit, radix: 16)
                result.append(contentsOf: ("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).unicodeScalars)
            }
        }
        return String(result)
    }
}
