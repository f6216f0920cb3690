/// A product's version: dotted numbers, then what semver 2.0.0 calls a pre-release and build metadata. `2.1` is `2.1.0`; build metadata does
/// not order.
package struct ReleaseVersion: Sendable, CustomStringConvertible {
    package static let longestText = 64
    package static let mostNumbers = 6

    private enum Word: Hashable {
        case number(UInt64)
        case text(String)
    }

    /// As it was written.
    package let description: String
    private let numbers: [UInt64]
    private let early: [Word]

    /// nil for anything else: empty parts, leading zeros, other characters than letters, digits, `.`, `-` and `+`.
    package init?(_ text: String) {
        guard text.utf8.count <= Self.longestText, text.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
        let whole = text.split(separator: "+", maxSplits: 1, omittingEmptySubsequences: false)
        let parts = whole[0].split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        var numbers: [UInt64] = []
        for part in parts[0].split(separator: ".", omittingEmptySubsequences: false) {
            guard let number = Self.number(part) else { return nil }
            numbers.append(number)
        }
        guard numbers.count <= Self.mostNumbers else { return nil }
        var early: [Word] = []
        if parts.count == 2 {
            for part in parts[1].split(separator: ".", omittingEmptySubsequences: false) {
                guard let word = Self.word(part) else { return nil }
                early.append(word)
            }
        }
        if whole.count == 2 {
            guard whole[1].split(separator: ".", omittingEmptySubsequences: false).allSatisfy(Self.isWord) else { return nil }
        }
        while numbers.count > 1, numbers.last == 0 { numbers.removeLast() }
        self.numbers = numbers
        self.early = early
        description = text
    }

    private static func word(_ text: Substring) -> Word? {
        guard isWord(text) else { return nil }
        guard text.utf8.allSatisfy({ (48...57).contains($0) }) else { return .text(String(text)) }
        return number(text).map { .number($0) }
    }

    private static func number(_ text: Substring) -> UInt64? {
        guard !text.isEmpty, text.utf8.allSatisfy({ (48...57).contains($0) }), text.utf8.count == 1 || text.utf8.first != 48
        else {
            return nil
        }
        return UInt64(text)
    }

    private static func isWord(_ text: Substring) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy {
                (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || $0 == UInt8(ascii: "-")
            }
    }
}

extension ReleaseVersion: Hashable, Comparable {
    package static func == (left: ReleaseVersion, right: ReleaseVersion) -> Bool {
        left.numbers == right.numbers && left.early == right.early
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(numbers)
        hasher.combine(early)
    }

    package static func < (left: ReleaseVersion, right: ReleaseVersion) -> Bool {
        for index in 0..<max(left.numbers.count, right.numbers.count) {
            let one = index < left.numbers.count ? left.numbers[index] : 0
            let other = index < right.numbers.count ? right.numbers[index] : 0
            if one != other { return one < other }
        }
        // A pre-release comes before its release.
        if left.early.isEmpty || right.early.isEmpty { return !left.early.isEmpty && right.early.isEmpty }
        for (one, other) in zip(left.early, right.early) where one != other { return precedes(one, other) }
        return left.early.count < right.early.count
    }

    /// Numbers come before words (semver, 11.4).
    private static func precedes(_ left: Word, _ right: Word) -> Bool {
        switch (left, right) {
        case (.number(let one), .number(let other)): one < other
        case (.number, .text): true
        case (.text, .number): false
        case (.text(let one), .text(let other)): one.utf8.lexicographicallyPrecedes(other.utf8)
        }
    }
}
