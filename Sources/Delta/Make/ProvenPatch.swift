import Primitives
import Synchronization

/// The smaller of the patches that can be made, when applying it has given the new file.
struct ProvenPatch {
    private let old: UnsafeRawBufferPointer
    private let new: UnsafeRawBufferPointer
    /// A directory for what applying needs.
    private let spool: String

    init(_ old: UnsafeRawBufferPointer, _ new: UnsafeRawBufferPointer, spool: String) {
        self.old = old
        self.new = new
        self.spool = spool
    }

    /// Throws delta.too-large, delta.memory, delta.file; delta.wrong-new for a patch that does not give the new file.
    func make() throws(Failure) -> [UInt8] {
        var best: [UInt8]?
        var isClear = false
        if let maker = try MemberPatchMaker(old, new) {
            let patch = try maker.make()
            // Packed bytes that differ are all in a patch without this.
            isClear = patch.count < maker.packedSize / 2
            if isRight(patch) { best = patch }
        }
        if let best, isClear { return best }
        let plain = try PatchMaker(old, new).make()
        if let best, best.count <= plain.count { return best }
        guard isRight(plain) else { throw Failure(.deltaWrongNew) }
        return plain
    }

    private func isRight(_ patch: [UInt8]) -> Bool {
        let given = Mutex(0)
        nonisolated(unsafe) let wanted = new
        return patch.withUnsafeBytes { patch in
            do throws(Failure) {
                try Delta.apply(old: old, patch: patch, spool: spool) { part throws(Failure) in
                    let isSame = given.withLock { at in
                        defer { at += part.count }
                        return part.count <= wanted.count - at && wanted[at..<at + part.count].elementsEqual(part)
                    }
                    guard isSame else { throw Failure(.deltaWrongNew) }
                }
                return given.withLock { $0 == wanted.count }
            } catch {
                return false
            }
        }
    }
}
