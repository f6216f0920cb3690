/// How versions of products follow each other: part by part, numbers as numbers (`2.9` before `2.10`), and what is marked by a
/// word before the version itself (`2.1-beta` before `2.1`). Missing parts are 0.
struct VersionOrder: Comparable {
    private enum Part {
        /// Digits without leading zeros: no length is too long.
        case number(Substring)
        case word(Substring)
    }

    private let parts: [Part]

    init(_ text: String) {
        parts = text.lowercased().split(whereSeparator: { ".-_+~ ".contains($0) }).flatMap(Self.parts)
    }

    static func == (left: VersionOrder, right: VersionOrder) -> Bool { compare(left, right) == 0 }
    static func < (left: VersionOrder, right: VersionOrder) -> Bool { compare(left, right) < 0 }

    /// `10rc2` is 10, rc, 2.
    private static func parts(of piece: Substring) -> [Part] {
        var parts: [Part] = []
        var rest = piece
        while let first = rest.first {
            let run = rest.prefix { isDigit($0) == isDigit(first) }
            parts.append(isDigit(first) ? .number(run.drop { $0 == "0" }) : .word(run))
            rest = rest.dropFirst(run.count)
        }
        return parts
    }

    private static func isDigit(_ character: Character) -> Bool { ("0"..."9").contains(character) }

    private static func compare(_ left: VersionOrder, _ right: VersionOrder) -> Int {
        for index in 0..<max(left.parts.count, right.parts.count) {
            let order = compare(
                index < left.parts.count ? left.parts[index] : nil, index < right.parts.count ? right.parts[index] : nil)
            if order != 0 { return order }
        }
        return 0
    }

    private static func compare(_ left: Part?, _ right: Part?) -> Int {
        switch (left, right) {
        case (.word(let left), .word(let right)): left < right ? -1 : left > right ? 1 : 0
        case (.word, _): -1
        case (_, .word): 1
        case (.number(let left), .number(let right)): compare(left, right)
        case (.number(let number), nil): number.isEmpty ? 0 : 1
        case (nil, .number(let number)): number.isEmpty ? 0 : -1
        case (nil, nil): 0
        }
    }

    private static func compare(_ left: Substring, _ right: Substring) -> Int {
        guard left.count == right.count else { return left.count < right.count ? -1 : 1 }
        return left < right ? -1 : left > right ? 1 : 0
    }
}
