import COpenSSL
import Primitives

/// The 32 bytes of a SHA-256 hash (FIPS 180-4), the project's one digest. Text form: 64 lower-case hexadecimal digits.
package struct Digest: Hashable, Comparable, Sendable, CustomStringConvertible {
    package static let byteCount = 32

    private let storage: Bytes32

    /// nil unless there are exactly 32 bytes.
    package init?(bytes: some Sequence<UInt8>) {
        guard let storage = Bytes32(bytes) else { return nil }
        self.storage = storage
    }

    /// nil unless the text is 64 hexadecimal digits.
    package init?(hexadecimal text: some StringProtocol) {
        guard text.utf8.count == Self.byteCount * 2, let bytes = Hexadecimal.decode(text) else { return nil }
        self.init(bytes: bytes)
    }

    init(_ storage: Bytes32) {
        self.storage = storage
    }

    /// Hashes the bytes: contiguous ones (arrays, raw buffers, views of byte buffers) in one call and without a copy.
    package static func of(_ bytes: some Sequence<UInt8>) -> Digest {
        bytes.withContiguousStorageIfAvailable { of(UnsafeRawBufferPointer($0)) } ?? of(Array(bytes))
    }

    /// Hashes the buffer in one call and without a copy.
    package static func of(_ bytes: UnsafeRawBufferPointer) -> Digest {
        Digest(
            Bytes32 { output in
                let done = EVP_Digest(bytes.baseAddress, bytes.count, output.baseAddress, nil, SHA256.algorithm, nil)
                SHA256.require(done)
            })
    }

    package var bytes: [UInt8] { storage.bytes }

    package func withUnsafeBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
        try storage.withUnsafeBytes(body)
    }

    package var description: String {
        storage.withUnsafeBytes { Hexadecimal.encode($0) }
    }

    package static func < (left: Digest, right: Digest) -> Bool {
        left.storage < right.storage
    }
}

extension Digest: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let digest = try Digest(hexadecimal: container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "no SHA-256 digest in hexadecimal")
        }
        self = digest
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
