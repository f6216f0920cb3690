import Cryptography
import Dispatch
import Primitives
import Synchronization

/// Makes a patch from old to new bytes.
struct PatchMaker {
    private let old: UnsafeRawBufferPointer
    private let new: UnsafeRawBufferPointer
    private let oldImages: [ElfImage]
    private let newImages: [ElfImage]
    private var oldAreas: [[Area]] { oldImages.map(\.areas) }
    private var newAreas: [[Area]] { newImages.map(\.areas) }

    /// Throws delta.too-large.
    init(_ old: UnsafeRawBufferPointer, _ new: UnsafeRawBufferPointer) throws(Failure) {
        for size in [old.count, new.count] where size > DeltaLimits.maximumSize {
            throw Failure(.deltaTooLarge, ["size": "\(size)", "limit": "\(DeltaLimits.maximumSize)"])
        }
        self.old = old
        self.new = new
        oldImages = ElfImage.all(in: old)
        newImages = ElfImage.all(in: new)
    }

    /// The whole patch.
    func make() throws(Failure) -> [UInt8] {
        let regions = oldImages.flatMap(\.regions)
        let reader = ReferenceReader(old, AddressSpace(oldAreas), regions)
        let newSpace = AddressSpace(newAreas)
        let copies = try copies(reader, ReferenceReader(new, newSpace, newImages.flatMap(\.regions)))
        let map = copies.map(oldAreas, old.count, newAreas, new.count)
        let walker = PieceWalker(old, reader, Predictor(map, new: newSpace))
        let streams = try PatchStreams(copies, old: old, new: new, walker)
        var table: [PatchStream] = []
        var body: [UInt8] = []
        for kind in PatchStream.Kind.allCases {
            let bytes = streams[kind]
            let (packing, packed) = try StreamEncoder.pack(bytes, window: kind.window)
            table.append(PatchStream(packing: packing, packedSize: packed.count, size: bytes.count))
            body += packed
        }
        let header = PatchHeader(
            oldSize: old.count, newSize: new.count, oldDigest: Digest.of(old), newDigest: Digest.of(new), copyCount: copies.count,
            oldImages: oldAreas, newImages: newAreas, regions: regions, streams: table)
        return header.encoded + body
    }

    /// Matches once with references blanked, then twice with references named by what they lead to: where that is in the old file
    /// is known from the matching before.
    private func copies(_ oldReader: ReferenceReader, _ newReader: ReferenceReader) throws(Failure) -> [Copy] {
        var oldReferences: [Reference] = []
        var newReferences: [Reference] = []
        try oldReader.forEach(in: 0..<old.count) { oldReferences.append($0) }
        try newReader.forEach(in: 0..<new.count) { newReferences.append($0) }
        let oldBytes = NormalBytes(old)
        let newBytes = NormalBytes(new)
        defer {
            oldBytes.free()
            newBytes.free()
        }
        oldBytes.replace(oldReferences) { _ in 0 }
        newBytes.replace(newReferences) { _ in 0 }
        var order = try SuffixOrder(UnsafeBufferPointer(oldBytes.bytes))
        var copies = match(oldBytes, newBytes, order)
        guard !oldReferences.isEmpty, !newReferences.isEmpty else { return copies }
        oldBytes.replace(oldReferences) { NormalBytes.label($0) }
        order = try SuffixOrder(UnsafeBufferPointer(oldBytes.bytes))
        for _ in 0..<2 {
            let inverse = copies.map { Copy(old: $0.new, new: $0.old, length: $0.length) }
                .map(newAreas, new.count, oldAreas, old.count)
            newBytes.replace(newReferences) { NormalBytes.label(inverse($0)) }
            copies = match(oldBytes, newBytes, order)
        }
        return copies
    }

    /// Matches stretches of the new bytes side by side.
    private func match(_ oldBytes: NormalBytes, _ newBytes: NormalBytes, _ order: SuffixOrder) -> [Copy] {
        let parts = max(1, min(4, new.count >> 20))
        let size = (new.count + parts - 1) / parts
        for gain in [8, 16, 32, 128, 1024, new.count] {
            let matching = Matching(UnsafeBufferPointer(oldBytes.bytes), UnsafeBufferPointer(newBytes.bytes), order, gain: gain)
            let found = Mutex([[Copy]](repeating: [], count: parts))
            let count = new.count
            DispatchQueue.concurrentPerform(iterations: parts) { part in
                let copies = matching.copies(in: min(part * size, count)..<min((part + 1) * size, count))
                found.withLock { $0[part] = copies }
            }
            let copies = found.withLock { Array($0.joined()) }
            if copies.count <= DeltaLimits.maximumCopies { return copies }
        }
        return []
    }
}
