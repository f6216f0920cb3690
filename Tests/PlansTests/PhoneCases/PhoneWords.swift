/// `key=value` pairs, parted by blanks; each must be asked for, so that a mistyped key is an error.
struct PhoneWords {
    private var pairs: [(key: String, value: String)]

    init(_ text: String) throws {
        pairs = try text.split(separator: " ").map { word in
            let fields = word.split(separator: "=", maxSplits: 1).map(String.init)
            guard fields.count == 2 else { throw PhoneCaseError("\(word) is no key=value") }
            return (fields[0], fields[1])
        }
    }

    mutating func take(_ key: String) throws -> String? {
        let all = takeAll(key)
        guard all.count <= 1 else { throw PhoneCaseError("\(key) stands twice") }
        return all.first
    }

    mutating func takeAll(_ key: String) -> [String] {
        defer { pairs.removeAll { $0.key == key } }
        return pairs.filter { $0.key == key }.map(\.value)
    }

    /// Values of the shape `NAME:VALUE`.
    mutating func takeNamed(_ key: String) throws -> [String: String] {
        var named: [String: String] = [:]
        for value in takeAll(key) {
            let fields = value.split(separator: ":", maxSplits: 1).map(String.init)
            guard fields.count == 2 else { throw PhoneCaseError("\(key)=\(value) is no NAME:VALUE") }
            named[fields[0]] = fields[1]
        }
        return named
    }

    func finish() throws {
        guard pairs.isEmpty else { throw PhoneCaseError("unknown: \(pairs.map(\.key))") }
    }
}

extension RawRepresentable where RawValue == String {
    /// The word of a row, which must be one of this type's.
    init(word: String) throws {
        guard let value = Self(rawValue: word) else { throw PhoneCaseError("\(word) is no \(Self.self)") }
        self = value
    }
}
