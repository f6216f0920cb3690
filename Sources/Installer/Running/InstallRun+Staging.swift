import Delta
import Glibc
import Payloads
import Primitives
import Updates

/// Makes the new version's tree.
extension InstallRun {
    /// Makes the tree beside the versions, compares it with its signed digest, and gives it its name when it is on the disk.
    func stage(_ record: InstallRecord) throws {
        guard let release else { throw Failure(.installInterrupted, ["product": product.product, "version": record.to]) }
        let payload = places.staging(record.id) + "/payload"
        let tree = places.staging(record.id) + "/tree"
        if let from = release.payload.from {
            try patch(payload, from, to: tree, release)
        } else {
            try unpack(payload, to: tree, release)
        }
        try HookSet.check(release.description, in: tree, product: product.product)
        try synchronise(tree)
        // A tree of that name is of an install that was cut off: this version is not installed (ProductState.begin).
        try places.remove(version: record.to, as: record.id)
        try places.write(release.description)
        try SystemCall.rename(tree, places.tree(record.to))
        try SystemCall.synchronise(directory: places.versions)
        try SystemCall.check("unlink", payload) { unlink(payload) }
    }

    private func unpack(_ payload: String, to tree: String, _ release: VerifiedRelease) throws {
        try places.makeNew(tree, mode: 0o755)
        let archive = try OpenFile(payload, O_RDONLY)
        let directory = try OpenFile(tree, O_RDONLY | O_DIRECTORY)
        let allowance = PayloadReader.Allowance(bytes: release.bytes)
        _ = try PayloadExtractor.extract(
            archive.number, into: directory.number, allowing: allowance, expecting: release.treeDigest)
    }

    /// What no patch can give asks for the whole release, by name: nothing is fallen back to in silence.
    ///
    /// Throws install.full-needed, before anything of the tree is written where the installed one is not the patch's.
    private func patch(_ patch: String, _ from: String, to tree: String, _ release: VerifiedRelease) throws {
        do {
            let file = try MappedFile(patch, limit: DeltaLimits.maximumPatch)
            _ = try file.withBytes { bytes in
                try TreePatch.apply(
                    oldDirectory: places.tree(from), patch: bytes, newDirectory: tree, expected: release.treeDigest)
            }
        } catch let failure as Failure where Self.needsWhole.contains(failure.code) {
            let words = [
                "product": product.product, "version": release.description.version, "from": from, "reason": failure.code.rawValue,
            ]
            throw Failure(.installFullNeeded, words, cause: failure)
        }
    }

    private static let needsWhole: Set<Failure.Code> = [
        .deltaWrongOld, .deltaWrongNew, .deltaMalformed, .deltaVersion, .deltaEncoder, .deltaTooLarge, .payloadMalformed,
        .payloadTooLarge,
    ]
}
