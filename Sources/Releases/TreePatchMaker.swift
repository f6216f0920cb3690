import Delta
import DurableFiles
import Primitives

/// Makes patches as `Delta` does.
package struct TreePatchMaker: PatchMaker {
    package init() {}

    /// Trees that are too large for patches, or for this machine's memory, are delivered whole.
    ///
    /// Throws the codes of `delta` and `payload`, release.storage.
    package func make(oldDirectory: String, newDirectory: String, to path: String) throws -> Bool {
        let spool = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
        do {
            let patch = try TreePatch.make(oldDirectory: oldDirectory, newDirectory: newDirectory, spool: spool)
            try DurableFile(path, failing: .releaseStorage).replace(with: patch, mode: 0o644)
            return true
        } catch let failure as Failure where [.deltaTooLarge, .deltaMemory].contains(failure.code) {
            return false
        }
    }
}
