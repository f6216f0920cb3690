package import Cryptography
package import Storage

/// A signed object as it is kept: the exact bytes of its `Signed` message (Protocol/signed.proto: envelope and
/// certificate), never encoded again, and the digest by which other objects name it.
package struct StoredSigned: Hashable, Sendable {
    package let digest: Digest
    package let bytes: [UInt8]

    package init(digest: Digest, bytes: [UInt8]) {
        self.digest = digest
        self.bytes = bytes
    }
}

extension Row {
    /// Reads the pair of columns `NAME` and `NAME_digest`; nil where nothing was stored yet.
    package func signed(_ name: String) throws -> StoredSigned? {
        guard let bytes: [UInt8] = try value(name) else { return nil }
        return StoredSigned(digest: try value(name + "_digest"), bytes: bytes)
    }
}
