package import Cryptography
import Primitives

/// A public key as metadata names it.
package struct MetadataKey: Hashable, Sendable {
    /// The name that signatures use: SHA-256 of the key object's canonical form, where we make it.
    package let id: String
    package let type: String
    package let scheme: String
    /// Hexadecimal for Ed25519, PEM for others.
    package let value: String

    package init(_ key: PublicKey) {
        type = "ed25519"
        scheme = "ed25519"
        value = key.description
        id = Digest.of(CanonicalJSON.encode(Self.json(type, scheme, value))).description
    }

    /// Throws metadata.malformed.
    init(id: String, _ value: JSONValue, role: String) throws(Failure) {
        guard let type = value["keytype"]?.text, let scheme = value["scheme"]?.text, let key = value["keyval"]?["public"]?.text
        else {
            throw .malformed(role, "key \(id)")
        }
        self.id = id
        self.type = type
        self.scheme = scheme
        self.value = key
    }

    package var json: JSONValue { Self.json(type, scheme, value) }

    /// nil where it is no Ed25519 key.
    package var publicKey: PublicKey? {
        guard type == "ed25519", scheme == "ed25519", let bytes = Hexadecimal.decode(value) else { return nil }
        return PublicKey(bytes: bytes)
    }

    /// What it is, whatever its name: a key that has two names is one key (H59).
    var identity: [String] { [type, value.lowercased()] }

    private static func json(_ type: String, _ scheme: String, _ value: String) -> JSONValue {
        ["keytype": .string(type), "scheme": .string(scheme), "keyval": ["public": .string(value)]]
    }
}

/// Which signatures are taken.
package protocol SignatureScheme: Sendable {
    func isValid(_ signature: [UInt8], for message: [UInt8], by key: MetadataKey) -> Bool
}

/// Pure Ed25519, the project's one signature.
package struct Ed25519Scheme: SignatureScheme {
    package init() {}

    package func isValid(_ signature: [UInt8], for message: [UInt8], by key: MetadataKey) -> Bool {
        key.publicKey?.isValid(signature, for: message) ?? false
    }
}
