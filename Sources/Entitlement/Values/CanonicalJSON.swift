import Foundation

/// One text for one value: JSON with sorted keys, so that stored snapshots and idempotency contents can be compared.
package enum CanonicalJSON {
    package static func encode(_ value: some Encodable) throws -> String {
        String(decoding: try CanonicalEncoder.encode(value), as: UTF8.self)
    }

    package static func decode<Value: Decodable>(_ type: Value.Type, from text: String) throws -> Value {
        try JSONDecoder().decode(type, from: Data(text.utf8))
    }
}
