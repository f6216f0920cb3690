import Primitives

/// An old version of the file lends more than whole blocks.
extension IncomingFile {
    /// The share of an old file that has to differ before a signature of it (about 1/200 of its size) is worth its way.
    private static let worthwhile: Int64 = 128

    /// What this file's sender should know of the old one. From then on content comes as instructions, until `interrupt`.
    ///
    /// nil where there is no old file, too little of it, or too little missing. Throws file.broken.
    func signature() throws(Failure) -> ChunkSignature? {
        guard !isComplete, filled == 0, let existing, existing.status.size >= ChunkSignature.smallestFile else { return nil }
        let missing = missingSize
        guard missing >= ChunkSignature.smallestFile, missing >= existing.status.size / Self.worthwhile else { return nil }
        if lastSignature == nil, let descriptor = existing.descriptor {
            lastSignature = try ChunkSignature(of: descriptor, size: existing.status.size, place.path)
        }
        if lastSignature != nil { instructions = InstructionReader() }
        return lastSignature
    }

    /// Takes as many bytes of instructions as there are blocks missing.
    func takeInstructions(_ rest: inout Slice<UnsafeRawBufferPointer>, _ reader: inout InstructionReader) throws(Failure) {
        while !isComplete {
            switch reader.next(&rest, room: Int(blockRest)) {
            case .wait: return
            case .literal(let count):
                try append(UnsafeRawBufferPointer(rebasing: rest.prefix(count)))
                rest = rest.dropFirst(count)
                reader.took(count)
            case .copy(let length, let offset): try append(length, fromOldAt: offset)
            case .malformed: throw wrongDelta("instruction")
            }
        }
    }

    private func append(_ length: Int, fromOldAt offset: Int64) throws(Failure) {
        let (end, overflow) = offset.addingReportingOverflow(Int64(length))
        guard let existing, let descriptor = existing.descriptor, !overflow, end <= existing.status.size else {
            throw wrongDelta("copy")
        }
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: length, alignment: 4096)
        defer { buffer.deallocate() }
        guard try descriptor.read(at: offset, into: buffer, place.path) == length else { throw wrongDelta("copy") }
        try append(UnsafeRawBufferPointer(buffer))
    }

    func wrongDelta(_ reason: String) -> Failure {
        Failure(.fileDelta, ["path": place.path, "block": "\(block)", "reason": reason])
    }
}
