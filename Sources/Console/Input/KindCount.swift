package import Primitives

/// `KIND=N` of `--quota`: an override made at purchase.
package enum KindCount {
    /// All of them by kind. Digits of Persian and Arabic count too.
    ///
    /// - Throws: `console.argument` where one has not its form or a kind comes twice.
    package static func parse(_ texts: [String]) throws(Failure) -> [String: UInt32] {
        var counts: [String: UInt32] = [:]
        for text in texts {
            let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, !parts[0].isEmpty, let count = number(parts[1]), counts[String(parts[0])] == nil else {
                throw Failure(.consoleArgument, ["option": "--quota", "value": text, "reason": "KIND=N"])
            }
            counts[String(parts[0])] = count
        }
        return counts
    }

    private static func number(_ text: Substring) -> UInt32? {
        var digits = ""
        for character in text {
            guard let value = character.wholeNumberValue, (0...9).contains(value) else { return nil }
            digits += String(value)
        }
        return UInt32(digits)
    }
}
