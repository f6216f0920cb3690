import Updates

/// A place among the facts of one collector: `file_systems[].used_percent`, `probes[name=queue].value.waiting`, `usage.busy_thousandths`.
package struct FactPath: Hashable, Sendable {
    private enum Step: Hashable {
        case member(String)
        case every
        case at(Int)
        /// Elements whose member is this text.
        case having(String, String)
    }

    private static let stepLimit = 16
    /// What tells the elements of a list apart, for people.
    static let names = ["mount", "name", "address", "product", "kind", "id"]

    private let steps: [Step]

    /// nil for what is no path.
    init?(_ text: String) {
        var steps: [Step] = []
        for part in text.split(separator: ".", omittingEmptySubsequences: false) {
            var rest = part
            let name = part.prefix { $0 != "[" }
            guard !name.isEmpty, name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }) else { return nil }
            steps.append(.member(String(name)))
            rest = rest.dropFirst(name.count)
            while let first = rest.first {
                guard first == "[", let close = rest.firstIndex(of: "]") else { return nil }
                let inside = rest[rest.index(after: rest.startIndex)..<close]
                if inside.isEmpty {
                    steps.append(.every)
                } else if let index = Int(inside) {
                    guard index >= 0 else { return nil }
                    steps.append(.at(index))
                } else {
                    let sides = inside.split(separator: "=", maxSplits: 1)
                    guard sides.count == 2 else { return nil }
                    steps.append(.having(String(sides[0]), String(sides[1])))
                }
                rest = rest[rest.index(after: close)...]
            }
        }
        guard steps.count <= Self.stepLimit else { return nil }
        self.steps = steps
    }

    /// Every value that is there, each with what names the element that it is of.
    func values(in tree: JSONValue) -> [(subject: String, value: JSONValue)] {
        var found: [(subject: String, value: JSONValue)] = [("", tree)]
        for step in steps {
            found = found.flatMap { subject, value -> [(subject: String, value: JSONValue)] in
                switch step {
                case .member(let name): value[name].map { [(subject, $0)] } ?? []
                case .every: (value.elements ?? []).map { (Self.name($0) ?? subject, $0) }
                case .at(let index): (value.elements ?? []).dropFirst(index).prefix(1).map { (Self.name($0) ?? subject, $0) }
                case .having(let key, let text):
                    (value.elements ?? []).filter { $0[key]?.text == text }.map { (Self.name($0) ?? subject, $0) }
                }
            }
        }
        return found
    }

    static func name(_ value: JSONValue) -> String? {
        names.lazy.compactMap { value[$0]?.text ?? value[$0]?.integer.map(String.init) }.first
    }
}
