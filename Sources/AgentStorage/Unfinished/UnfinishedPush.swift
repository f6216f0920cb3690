package import Cryptography
package import Primitives

/// A push that has begun and is not done: what takes its parts away again.
package struct UnfinishedPush: Hashable, Sendable {
    package let operation: OperationID
    package let session: SessionID
    /// Absolute path: the file's own, or the directory that the entries are beneath.
    package let destination: String
    package let isTree: Bool
    /// Raw bytes of all entries.
    package let size: UInt64
    /// The manifest's bytes, as they were signed over.
    package let manifest: [UInt8]
    package let manifestDigest: Digest
    /// How many of the last directories above its content were not there when it began.
    package let madeDirectories: Int

    package init(
        operation: OperationID, session: SessionID, destination: String, isTree: Bool, size: UInt64, manifest: [UInt8],
        manifestDigest: Digest, madeDirectories: Int = 0
    ) {
        self.operation = operation
        self.session = session
        self.destination = destination
        self.isTree = isTree
        self.size = size
        self.manifest = manifest
        self.manifestDigest = manifestDigest
        self.madeDirectories = madeDirectories
    }
}
