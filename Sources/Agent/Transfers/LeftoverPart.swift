import Cryptography
import FileTransfer
import Sessions

/// Removes the temporary file of a push that will not go on.
enum LeftoverPart {
    /// Nothing is thrown: where the directory is gone, so is the part.
    static func remove(_ operation: Sessions.Operation, files: AllowedRoots) {
        guard case .push(let order) = operation.work,
            let place = try? files.place(of: order.destination.description)
        else { return }
        // Opening the part under the same operation takes its lock, so that a running attempt is left alone.
        let empty = ManifestEntry(
            path: place.name, size: 0, mode: 0o600, modified: 0, digest: Digest.of([UInt8]()), blockDigests: [])
        let part = try? IncomingFile(empty, at: place, operation: operation.operation, overwrite: .replace)
        part?.abandon()
    }
}
