import Cryptography
import FileTransfer
import Primitives
import RelayStorage
import Storage
import Transport

/// Content that somebody is about to send.
struct AnnouncedContent: Sendable {
    let key: BlobKey
    let organisation: OrganisationID
    let manifest: KeptManifest
    let layout: BlobLayout
    /// SHA-256 of the file, where the manifest is of one file alone.
    let file: Digest?

    init(_ manifest: Manifest, kept: KeptManifest, by technician: Caller.Technician) {
        key = BlobKey(manifest: kept.digest, technician: technician.id)
        organisation = technician.organisation
        self.manifest = kept
        layout = BlobLayout(manifest)
        let only = manifest.entries.count == 1 ? manifest.entries.first : nil
        file = only.flatMap { $0.kind == .file ? $0.digest : nil }
    }
}

/// Where content goes that comes block by block: what it counts against, its rows, its files.
protocol ContentShelf: Sendable {
    var directory: BlobDirectory { get }
    var uploads: BlobUploads { get }
    /// Bytes of the disk that stay free (H56).
    var diskReserve: Int64 { get }

    /// What is here already, so that nothing travels.
    func known(_ content: AnnouncedContent, in transaction: Transaction, at now: Timestamp) throws -> Digest?
    /// Begins, or finds the upload that goes on. Throws what the quota says.
    func begin(_ content: AnnouncedContent, in transaction: Transaction, at now: Timestamp) throws
    /// The first blocks are durable.
    func advance(_ key: BlobKey, held: Int, in transaction: Transaction, at now: Timestamp) throws
    /// The part is whole, verified block by block, and durable. Blocks.
    func publish(_ content: AnnouncedContent, as blob: Digest, in database: Database, at now: Timestamp) throws
}
