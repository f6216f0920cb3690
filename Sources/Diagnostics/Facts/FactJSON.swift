import Foundation
package import Primitives
package import Updates

/// Facts as JSON: keys in snake case, whole numbers alone, units in the names.
package enum FactJSON {
    package static func encode(_ value: some Encodable) throws(Failure) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do { return Array(try encoder.encode(value)) } catch {
            throw Failure(.diagnosisDocument, ["reason": "\(error)"], cause: error)
        }
    }

    /// Reads strictly first (a key twice, too deep, too many values, no UTF-8: H33, H53), then by type.
    ///
    /// Throws diagnosis.document.
    package static func decode<Value: Decodable>(_ type: Value.Type, _ bytes: [UInt8]) throws(Failure) -> Value {
        _ = try tree(bytes)
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        do { return try decoder.decode(type, from: Data(bytes)) } catch {
            throw Failure(.diagnosisDocument, ["reason": FactText.capped(Self.words(error), 200)], cause: error)
        }
    }

    /// The same bytes as a value without a type: what rules and comparisons walk through.
    package static func tree(_ bytes: [UInt8]) throws(Failure) -> JSONValue {
        guard bytes.count <= DiagnosticsLimits.document else {
            throw Failure(.diagnosisDocument, ["reason": "more than \(DiagnosticsLimits.document) bytes"])
        }
        do { return try JSONReader.read(bytes) } catch {
            throw Failure(
                .diagnosisDocument,
                ["reason": "\(error.parameters["reason"] ?? "") at byte \(error.parameters["offset"] ?? "")"], cause: error)
        }
    }

    package static func tree(of value: some Encodable) throws(Failure) -> JSONValue {
        try tree(try encode(value))
    }

    /// Where and what, without Foundation's own words around it.
    private static func words(_ error: any Error) -> String {
        func place(_ path: [any CodingKey]) -> String {
            path.map { key in key.intValue.map { "[\($0)]" } ?? "." + key.stringValue }.joined()
        }
        return switch error {
        case DecodingError.keyNotFound(let key, let context): "\(place(context.codingPath)).\(key.stringValue) is missing"
        case DecodingError.typeMismatch(_, let context): "\(place(context.codingPath)) is of another type"
        case DecodingError.valueNotFound(_, let context): "\(place(context.codingPath)) is null"
        case DecodingError.dataCorrupted(let context): "\(place(context.codingPath)): \(context.debugDescription)"
        default: "\(error)"
        }
    }
}
