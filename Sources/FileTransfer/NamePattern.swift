/// A pattern of one name (`PathPattern`), matched in time proportional to the product of both lengths, whatever it says.
struct NamePattern: Hashable, Sendable {
    private enum Element: Hashable, Sendable {
        case letter(Unicode.Scalar)
        case anyLetter
        case anyLetters
        case oneOf([ClosedRange<Unicode.Scalar>], isNegated: Bool)
    }

    private let elements: [Element]

    init(_ text: String) {
        let letters = Array(text.unicodeScalars)
        var elements: [Element] = []
        var at = 0
        while at < letters.count {
            switch letters[at] {
            case "*":
                if elements.last != .anyLetters { elements.append(.anyLetters) }
                at += 1
            case "?":
                elements.append(.anyLetter)
                at += 1
            case "[":
                if let (element, end) = Self.choice(letters, at) {
                    elements.append(element)
                    at = end
                } else {
                    elements.append(.letter("["))
                    at += 1
                }
            case "\\" where at + 1 < letters.count:
                elements.append(.letter(letters[at + 1]))
                at += 2
            case let letter:
                elements.append(.letter(letter))
                at += 1
            }
        }
        self.elements = elements
    }

    /// `[…]` from `start`, and the index behind it; nil where it does not end: then the bracket is a letter.
    private static func choice(_ letters: [Unicode.Scalar], _ start: Int) -> (Element, Int)? {
        var at = start + 1
        var isNegated = false
        if at < letters.count, letters[at] == "!" || letters[at] == "^" {
            isNegated = true
            at += 1
        }
        var ranges: [ClosedRange<Unicode.Scalar>] = []
        let first = at
        while at < letters.count, letters[at] != "]" || at == first {
            if at + 2 < letters.count, letters[at + 1] == "-", letters[at + 2] != "]" {
                if letters[at] <= letters[at + 2] { ranges.append(letters[at]...letters[at + 2]) }
                at += 3
            } else {
                ranges.append(letters[at]...letters[at])
                at += 1
            }
        }
        return at < letters.count ? (.oneOf(ranges, isNegated: isNegated), at + 1) : nil
    }

    func matches(_ name: String) -> Bool {
        let letters = Array(name.unicodeScalars)
        var (element, at) = (0, 0)
        var (starElement, starAt): (Int?, Int) = (nil, 0)
        while at < letters.count {
            if element < elements.count, elements[element] == .anyLetters {
                starElement = element
                starAt = at
                element += 1
            } else if element < elements.count, Self.fits(elements[element], letters[at]) {
                element += 1
                at += 1
            } else if let star = starElement {
                starAt += 1
                element = star + 1
                at = starAt
            } else {
                return false
            }
        }
        return elements[element...].allSatisfy { $0 == .anyLetters }
    }

    private static func fits(_ element: Element, _ letter: Unicode.Scalar) -> Bool {
        switch element {
        case .letter(let own): own == letter
        case .anyLetter: true
        case .anyLetters: false
        case .oneOf(let ranges, let isNegated): ranges.contains { $0.contains(letter) } != isNegated
        }
    }
}
