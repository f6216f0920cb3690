import Cryptography
import FoundationEssentials
import Primitives
import Sessions
import SwiftProtobuf

/// Fields of the wire as the domain's types; each refusal names the field.
enum FieldReading {
    static func digest(_ data: Data, _ field: String) throws(Failure) -> Digest {
        guard let digest = Digest(bytes: data) else { throw bad(field) }
        return digest
    }

    static func identifier<Subject: IdentifierSubject>(_ text: String, _ field: String) throws(Failure) -> Identifier<Subject> {
        guard let id = Identifier<Subject>(text) else { throw bad(field) }
        return id
    }

    /// nil for the empty text.
    static func optionalIdentifier<Subject: IdentifierSubject>(
        _ text: String, _ field: String
    ) throws(Failure) -> Identifier<Subject>? {
        text.isEmpty ? nil : try identifier(text, field)
    }

    static func key(_ data: Data, _ field: String) throws(Failure) -> PublicKey {
        guard let key = PublicKey(bytes: data) else { throw bad(field) }
        return key
    }

    static func duration(_ milliseconds: Int64, _ field: String) throws(Failure) -> Duration {
        guard milliseconds > 0 else { throw bad(field) }
        return .milliseconds(milliseconds)
    }

    /// An enum's value in the domain: unspecified and unknown ones have none.
    static func value<Wire: SwiftProtobuf.Enum, Value>(_ wire: Wire, _ values: [(Wire, Value)], _ field: String) throws(Failure)
        -> Value
    {
        for (candidate, value) in values where candidate == wire { return value }
        guard wire.rawValue != 0 else { throw bad(field) }
        throw Failure(.objectUnknownField, ["field": field, "value": String(wire.rawValue)])
    }

    static func wire<Wire: SwiftProtobuf.Enum, Value: Equatable>(_ value: Value, _ values: [(Wire, Value)]) -> Wire {
        values.first { $0.1 == value }?.0 ?? Wire()
    }

    static func bad(_ field: String) -> Failure {
        Failure(.objectField, ["field": field])
    }
}
