package import Cryptography
package import Primitives

/// Length and digests of a file, as far as somebody signed them.
package struct FileDescription: Hashable, Sendable {
    package let length: Int64?
    /// By algorithm, hexadecimal.
    package let hashes: [String: String]

    package init(length: Int64?, hashes: [String: String]) {
        self.length = length
        self.hashes = hashes
    }

    package init(of bytes: [UInt8]) {
        self.init(length: Int64(bytes.count), sha256: Digest.of(bytes))
    }

    package init(length: Int64, sha256: Digest) {
        self.init(length: length, hashes: ["sha256": sha256.description])
    }

    /// Throws metadata.malformed.
    init(_ value: JSONValue, role: String) throws(Failure) {
        length = value["length"]?.integer
        guard value["length"] == nil || length.map({ $0 >= 0 }) == true else { throw .malformed(role, "length") }
        var hashes: [String: String] = [:]
        if let listed = value["hashes"] {
            guard let members = listed.members, !members.isEmpty else { throw .malformed(role, "hashes") }
            for (name, digest) in members {
                guard let text = digest.text, let bytes = Hexadecimal.decode(text), !bytes.isEmpty else {
                    throw .malformed(role, "hashes")
                }
                hashes[name] = Hexadecimal.encode(bytes)
            }
        }
        self.hashes = hashes
    }

    package var sha256: Digest? { hashes["sha256"].flatMap { Digest(hexadecimal: $0) } }

    var json: [String: JSONValue] {
        var value: [String: JSONValue] = [:]
        if let length { value["length"] = .number(length) }
        if !hashes.isEmpty { value["hashes"] = .object(hashes.mapValues { .string($0) }) }
        return value
    }

    /// Throws metadata.mismatch unless the bytes have this length and these digests, as far as they are known. Digests that we cannot compute
    /// alone are no proof.
    package func check(_ bytes: [UInt8], role: String) throws(Failure) {
        if let length, length != Int64(bytes.count) { throw Failure(.metadataMismatch, ["role": role, "reason": "length"]) }
        guard !hashes.isEmpty else { return }
        var check = ContentCheck(self)
        bytes.withUnsafeBytes { check.update($0) }
        if let reason = check.finish() { throw Failure(.metadataMismatch, ["role": role, "reason": reason]) }
    }
}
