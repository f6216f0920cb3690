import Primitives
import Updates

/// A value of a declaration with its place, so that each mistake names where it is: `$.collectors[2].http.url`.
struct DeclaredValue {
    let value: JSONValue
    let place: String

    init(_ value: JSONValue, _ place: String) {
        self.value = value
        self.place = place
    }

    func wrong(_ reason: String) -> Failure {
        Failure(.declarationMalformed, ["path": FactText.capped(place, 200), "reason": reason])
    }

    func tooLarge(_ limit: Int) -> Failure {
        Failure(.declarationTooLarge, ["path": FactText.capped(place, 200), "limit": "\(limit)"])
    }

    /// Throws for keys that are not known: a mistyped limit must not be no limit.
    func allow(_ keys: Set<String>) throws(Failure) {
        guard let members = value.members else { throw wrong("is no object") }
        if let key = members.keys.sorted().first(where: { !keys.contains($0) }) {
            throw wrong("has the key \(FactText.capped(key, 64)), which is not known")
        }
    }

    func object() throws(Failure) -> JSONValue {
        guard value.members != nil else { throw wrong("is no object") }
        return value
    }

    func find(_ key: String) -> DeclaredValue? {
        value[key].map { DeclaredValue($0, place + "." + key) }
    }

    func require(_ key: String) throws(Failure) -> DeclaredValue {
        guard let found = find(key) else { throw wrong("lacks \(key)") }
        return found
    }

    /// Its elements; none where the key is absent.
    func list<Element>(
        _ key: String, limit: Int = DiagnosticsLimits.declarations, _ read: (DeclaredValue) throws(Failure) -> Element
    ) throws(Failure) -> [Element] {
        guard let found = find(key) else { return [] }
        guard let elements = found.value.elements else { throw found.wrong("is no list") }
        guard elements.count <= limit else { throw found.tooLarge(limit) }
        var all: [Element] = []
        for (index, element) in elements.enumerated() {
            all.append(try read(DeclaredValue(element, "\(found.place)[\(index)]")))
        }
        return all
    }

    func integer(_ range: ClosedRange<Int64>) throws(Failure) -> Int64 {
        guard let number = value.integer else { throw wrong("is no whole number") }
        guard range.contains(number) else { throw wrong("is not within \(range.lowerBound) and \(range.upperBound)") }
        return number
    }

    /// Without NUL.
    func text(_ limit: Int = DiagnosticsLimits.declaredText) throws(Failure) -> String {
        guard let text = value.text else { throw wrong("is no text") }
        guard text.utf8.count <= limit else { throw tooLarge(limit) }
        guard !text.utf8.contains(0) else { throw wrong("has a NUL") }
        return text
    }

    func word(of words: [String]) throws(Failure) -> String {
        guard let text = value.text, words.contains(text) else { throw wrong("is none of \(words.joined(separator: ", "))") }
        return text
    }

    /// A name that becomes part of a file's name.
    func name() throws(Failure) -> String {
        let text = try text(64)
        guard FactName.isValid(text) else { throw wrong("is no name of letters, digits, '.', '-' and '_'") }
        return text
    }

    func pattern() throws(Failure) -> String {
        let text = try text(1024)
        if let problem = PathPatterns.problem(text) { throw wrong(problem) }
        return text
    }

    /// An absolute path without patterns.
    func path() throws(Failure) -> String {
        let text = try pattern()
        guard !text.contains("*"), !text.contains("?") else { throw wrong("is a pattern") }
        return text
    }
}
