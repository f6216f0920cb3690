package import Cryptography
import Delta
import DurableFiles
import Foundation
import Primitives

/// Patches between trees for the release directory. Each is applied once before it is offered: what does not lead to the new tree is
/// never signed.
package struct TreePatchMaker: PatchMaker {
    package init() {}

    /// Throws the codes of `delta` and `payload`, release.storage.
    package func make(oldDirectory: String, newDirectory: String, tree: Digest, to path: String, scratch: String) throws -> Bool {
        let patch: [UInt8]
        do {
            patch = try TreePatch.make(oldDirectory: oldDirectory, newDirectory: newDirectory, spool: scratch)
        } catch let failure as Failure where [.deltaTooLarge, .deltaMemory].contains(failure.code) {
            // The payload itself is always a way.
            return false
        }
        let proof = scratch + "/proof"
        defer { try? FileManager.default.removeItem(atPath: proof) }
        _ = try patch.withUnsafeBytes { bytes in
            try TreePatch.apply(oldDirectory: oldDirectory, patch: bytes, newDirectory: proof, expected: tree)
        }
        try DurableFile(path, failing: .releaseStorage).replace(with: patch, mode: 0o644)
        return true
    }
}
