/// Encodes a value as the canonical JSON of `CanonicalJSON`: the same bytes as Foundation's encoder with sorted keys and plain
/// slashes gives, several times faster, which matters because each reservation is two such texts.
///
/// Real numbers are refused: quantities and money are integers here.
final class CanonicalEncoder: Encoder {
    fileprivate enum Node {
        case text(String)
        /// A number, `true`, `false` or `null`.
        case word(String)
        case object(CanonicalObject)
        case array(CanonicalArray)
        /// What another encoder will have got by the time of writing.
        case later(CanonicalEncoder)
    }

    let codingPath: [any CodingKey] = []
    let userInfo: [CodingUserInfoKey: Any] = [:]
    fileprivate var node: Node?

    static func encode(_ value: some Encodable) throws -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(1024)
        try node(of: value).write(to: &bytes)
        return bytes
    }

    /// The types that most values have are compared, not cast to: a cast looks much up.
    fileprivate static func node<Value: Encodable>(of value: Value) throws -> Node {
        if Value.self == String.self, let text = value as? String { return .text(text) }
        if Value.self == Int64.self, let number = value as? Int64 { return .word(String(number)) }
        let encoder = CanonicalEncoder()
        try value.encode(to: encoder)
        // A value that encodes nothing at all is an empty object, as Foundation has it.
        return encoder.node ?? .object(CanonicalObject())
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        guard case .object(let object) = node else {
            let object = CanonicalObject()
            node = .object(object)
            return KeyedEncodingContainer(CanonicalKeyed<Key>(object: object))
        }
        return KeyedEncodingContainer(CanonicalKeyed<Key>(object: object))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        guard case .array(let array) = node else {
            let array = CanonicalArray()
            node = .array(array)
            return CanonicalUnkeyed(array: array)
        }
        return CanonicalUnkeyed(array: array)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer { CanonicalSingle(encoder: self) }
}

private final class CanonicalObject {
    /// By key.
    var members: [(key: String, node: CanonicalEncoder.Node)] = []

    func set(_ key: String, _ node: CanonicalEncoder.Node) {
        let index = members.firstIndex { $0.key >= key } ?? members.endIndex
        if index < members.endIndex, members[index].key == key {
            members[index].node = node
        } else {
            members.insert((key, node), at: index)
        }
    }
}

private final class CanonicalArray {
    var elements: [CanonicalEncoder.Node] = []
}

extension CanonicalEncoder.Node {
    fileprivate func write(to bytes: inout [UInt8]) {
        switch self {
        case .text(let text): CanonicalText.write(text, to: &bytes)
        case .word(let word): bytes += word.utf8
        case .later(let encoder): (encoder.node ?? .object(CanonicalObject())).write(to: &bytes)
        case .array(let array):
            bytes.append(UInt8(ascii: "["))
            for (index, element) in array.elements.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                element.write(to: &bytes)
            }
            bytes.append(UInt8(ascii: "]"))
        case .object(let object):
            bytes.append(UInt8(ascii: "{"))
            for (index, member) in object.members.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                CanonicalText.write(member.key, to: &bytes)
                bytes.append(UInt8(ascii: ":"))
                member.node.write(to: &bytes)
            }
            bytes.append(UInt8(ascii: "}"))
        }
    }

    static var null: Self { .word("null") }
}

private struct CanonicalKeyed<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let object: CanonicalObject
    var codingPath: [any CodingKey] { [] }

    mutating func encodeNil(forKey key: Key) { object.set(key.stringValue, .null) }

    mutating func encode(_ value: String, forKey key: Key) {
        object.set(key.stringValue, .text(value))
    }

    mutating func encode(_ value: Int64, forKey key: Key) { object.set(key.stringValue, .word(String(value))) }
    mutating func encode(_ value: Int, forKey key: Key) { object.set(key.stringValue, .word(String(value))) }

    mutating func encode(_ value: some Encodable, forKey key: Key) throws {
        object.set(key.stringValue, try CanonicalEncoder.node(of: value))
    }

    mutating func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) -> KeyedEncodingContainer<Nested> {
        let nested = CanonicalObject()
        object.set(key.stringValue, .object(nested))
        return KeyedEncodingContainer(CanonicalKeyed<Nested>(object: nested))
    }

    mutating func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        let nested = CanonicalArray()
        object.set(key.stringValue, .array(nested))
        return CanonicalUnkeyed(array: nested)
    }

    mutating func superEncoder() -> any Encoder { later("super") }
    mutating func superEncoder(forKey key: Key) -> any Encoder { later(key.stringValue) }

    private func later(_ key: String) -> CanonicalEncoder {
        let encoder = CanonicalEncoder()
        object.set(key, .later(encoder))
        return encoder
    }
}

private struct CanonicalUnkeyed: UnkeyedEncodingContainer {
    let array: CanonicalArray
    var codingPath: [any CodingKey] { [] }
    var count: Int { array.elements.count }

    mutating func encodeNil() { array.elements.append(.null) }
    mutating func encode(_ value: some Encodable) throws { array.elements.append(try CanonicalEncoder.node(of: value)) }

    mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedEncodingContainer<Nested> {
        let nested = CanonicalObject()
        array.elements.append(.object(nested))
        return KeyedEncodingContainer(CanonicalKeyed<Nested>(object: nested))
    }

    mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
        let nested = CanonicalArray()
        array.elements.append(.array(nested))
        return CanonicalUnkeyed(array: nested)
    }

    mutating func superEncoder() -> any Encoder {
        let encoder = CanonicalEncoder()
        array.elements.append(.later(encoder))
        return encoder
    }
}

private struct CanonicalSingle: SingleValueEncodingContainer {
    let encoder: CanonicalEncoder
    var codingPath: [any CodingKey] { [] }

    mutating func encodeNil() { encoder.node = .null }
    mutating func encode(_ value: Bool) { encoder.node = .word(value ? "true" : "false") }
    mutating func encode(_ value: String) { encoder.node = .text(value) }
    mutating func encode(_ value: Double) throws { throw CanonicalText.real(value) }
    mutating func encode(_ value: Float) throws { throw CanonicalText.real(value) }
    mutating func encode(_ value: Int) { number(value) }
    mutating func encode(_ value: Int8) { number(value) }
    mutating func encode(_ value: Int16) { number(value) }
    mutating func encode(_ value: Int32) { number(value) }
    mutating func encode(_ value: Int64) { number(value) }
    mutating func encode(_ value: UInt) { number(value) }
    mutating func encode(_ value: UInt8) { number(value) }
    mutating func encode(_ value: UInt16) { number(value) }
    mutating func encode(_ value: UInt32) { number(value) }
    mutating func encode(_ value: UInt64) { number(value) }
    mutating func encode(_ value: some Encodable) throws { encoder.node = try CanonicalEncoder.node(of: value) }

    private func number(_ value: some FixedWidthInteger) { encoder.node = .word(String(value)) }
}
