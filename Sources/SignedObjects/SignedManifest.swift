package import Cryptography
package import Messages
package import Primitives
import SwiftProtobuf

/// A manifest and the exact bytes that an operation names by digest.
package struct SignedManifest: Sendable {
    /// Protobuf bytes of `Manifest`, as they travel.
    package let bytes: [UInt8]
    package let manifest: WireManifest

    /// SHA-256 of the bytes: `FilePush.manifest`.
    package var digest: Digest { Digest.of(bytes) }

    /// Encodes a manifest, once: what is signed is what travels.
    package init(_ manifest: WireManifest) throws(Failure) {
        do {
            bytes = try manifest.serializedBytes()
        } catch {
            throw Failure(.objectMalformed, ["object": "manifest"], cause: error)
        }
        self.manifest = manifest
    }

    /// Reads a manifest that must be the one that was signed.
    /// - Throws: `operation.manifest-differs`; `object.malformed`, `object.unknown-field`.
    package init(bytes: [UInt8], expected: Digest) throws(Failure) {
        guard Digest.of(bytes) == expected else { throw Failure(.operationManifestDiffers) }
        self.bytes = bytes
        manifest = try StrictDecoding.decode(bytes, as: WireManifest.self, object: "manifest")
    }
}
