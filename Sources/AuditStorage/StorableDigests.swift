package import Cryptography
package import Storage

extension Digest: Storable {
    package func storedValue() -> StoredValue { .bytes(bytes) }

    package init?(storedValue: StoredValue) {
        guard case .bytes(let bytes) = storedValue else { return nil }
        self.init(bytes: bytes)
    }
}

/// The raw 32 bytes.
extension PublicKey: Storable {
    package func storedValue() -> StoredValue { .bytes(bytes) }

    package init?(storedValue: StoredValue) {
        guard case .bytes(let bytes) = storedValue else { return nil }
        self.init(bytes: bytes)
    }
}
