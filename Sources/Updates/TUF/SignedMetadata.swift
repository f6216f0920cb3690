package import Primitives

/// Metadata as it travels: what was signed, and by whom. Nothing in it is trusted before `verify`.
///
/// What counts is the canonical form of the parsed `signed` object, with fields that nobody here knows: that is what signers sign.
package struct SignedMetadata: Sendable {
    package let signed: JSONValue
    package var signatures: [String: [UInt8]]
    /// What is signed.
    package let message: [UInt8]

    package init(signed: JSONValue) {
        self.signed = signed
        signatures = [:]
        message = CanonicalJSON.encode(signed)
    }

    /// Throws metadata.malformed: also for two signatures under one name; metadata.too-large.
    package init(parsing bytes: [UInt8], role: String) throws(Failure) {
        let limit = MetadataRole.limit(of: role)
        guard bytes.count <= limit else { throw Failure(.metadataTooLarge, ["role": role, "limit": String(limit)]) }
        let value: JSONValue
        do {
            value = try JSONReader.read(bytes)
        } catch {
            throw Failure(error.code, error.parameters.merging(["role": role]) { first, _ in first })
        }
        guard let signed = value["signed"], signed.members != nil, let list = value["signatures"]?.elements,
            list.count <= UpdateLimits.maximumKeys
        else { throw .malformed(role, "no signed object") }
        self.init(signed: signed)
        for signature in list {
            guard let id = signature["keyid"]?.text, let text = signature["sig"]?.text else {
                throw .malformed(role, "signature")
            }
            // What is no hexadecimal is no valid signature, and spoils no other.
            guard signatures.updateValue(Hexadecimal.decode(text) ?? [], forKey: id) == nil else {
                throw .malformed(role, "two signatures of one key")
            }
        }
    }

    /// How many of the role's keys signed: keys, not names (H59).
    package func signers(of keys: RoleKeys, _ scheme: any SignatureScheme) -> Int {
        let valid = keys.keys.filter { key in
            signatures[key.id].map { scheme.isValid($0, for: message, by: key) } ?? false
        }
        return Set(valid.map(\.identity)).count
    }

    /// Throws metadata.unsigned unless enough of the role's keys signed.
    package func verify(_ role: String, _ keys: RoleKeys, _ scheme: any SignatureScheme) throws(Failure) {
        let found = signers(of: keys, scheme)
        guard found >= keys.threshold else {
            throw Failure(.metadataUnsigned, ["role": role, "threshold": String(keys.threshold), "found": String(found)])
        }
    }

    /// As it is published: canonical, one way to write it.
    package var bytes: [UInt8] {
        let list = signatures.sorted { $0.key < $1.key }.map { id, signature in
            JSONValue.object(["keyid": .string(id), "sig": .string(Hexadecimal.encode(signature))])
        }
        return CanonicalJSON.encode(["signatures": .array(list), "signed": signed])
    }
}
