import Foundation

/// A value as it comes back from JSON.
enum JSONRound {
    static func trip<Value: Codable>(_ value: Value) throws -> Value {
        try JSONDecoder().decode(Value.self, from: JSONEncoder().encode(value))
    }
}
