import Cryptography
import Primitives

/// Applies a patch: everything is checked, the old digest before the first byte is given out, the new one at the end.
struct PatchApplier {
    private let old: UnsafeRawBufferPointer
    private let header: PatchHeader
    private let streams: [StreamReader]

    /// Throws delta.malformed, delta.version, delta.wrong-old, delta.memory.
    init(_ old: UnsafeRawBufferPointer, _ patch: UnsafeRawBufferPointer) throws(Failure) {
        let (header, parts) = try PatchHeader.read(patch)
        guard header.oldSize == old.count else { throw Failure(.deltaWrongOld) }
        var streams: [StreamReader] = []
        for kind in PatchStream.Kind.allCases {
            streams.append(try StreamReader(header.streams[kind.rawValue], parts[kind.rawValue], window: kind.window))
        }
        self.old = old
        self.header = header
        self.streams = streams
    }

    /// Gives the new bytes to the sink, in their order.
    ///
    /// Throws delta.wrong-old before the sink is called; delta.malformed or delta.wrong-new when what it got must not be used.
    ///
    /// - Parameter source: of the old bytes' digest; they are not read before it is right.
    func apply(_ source: @escaping OldDigest.Source, _ sink: @escaping PatchOutput.Sink) throws(Failure) {
        let digest = OldDigest(header.oldDigest, source)
        defer { digest.end() }
        let copies = try PatchCopies(header, streams).copies
        let map = copies.map(header.oldImages, header.oldSize, header.newImages, header.newSize)
        try digest.check()
        let reader = ReferenceReader(old, AddressSpace(header.oldImages), header.regions)
        let walker = PieceWalker(old, reader, Predictor(map, new: AddressSpace(header.newImages)))
        var corrections = try Corrections(streams)
        let references = ReferencesAhead(reader, copies)
        defer { references.end() }
        let output = PatchOutput(sink)
        do throws(Failure) {
            var newEnd = 0
            for copy in copies {
                try literals(copy.new - newEnd, output)
                for start in stride(from: 0, to: copy.length, by: DeltaLimits.pieceSize) {
                    let length = min(copy.length - start, DeltaLimits.pieceSize)
                    try piece(copy.old + start, copy.new + start, length, walker, references, &corrections, output)
                }
                newEnd = copy.new + copy.length
            }
            try literals(header.newSize - newEnd, output)
        } catch {
            output.abandon()
            throw error
        }
        let made = try output.finish()
        guard streams.allSatisfy(\.isAtEnd), corrections.isAtEnd else { throw PatchHeader.malformed("a stream is too long") }
        guard made == header.newDigest else { throw Failure(.deltaWrongNew) }
    }

    private func literals(_ count: Int, _ output: PatchOutput) throws(Failure) {
        var left = count
        while left > 0 {
            let length = min(left, DeltaLimits.pieceSize)
            try streams[PatchStream.Kind.literals.rawValue].read(into: try output.room(length))
            output.fill(length)
            left -= length
        }
    }

    private func piece(
        _ oldStart: Int, _ newStart: Int, _ length: Int, _ walker: PieceWalker, _ references: ReferencesAhead,
        _ corrections: inout Corrections, _ output: PatchOutput
    ) throws(Failure) {
        let room = try output.room(length)
        room.copyMemory(from: UnsafeRawBufferPointer(rebasing: old[oldStart..<oldStart + length]))
        try walker.walk(references, old: oldStart, new: newStart, length: length) { offset, count throws(Failure) in
            try corrections.plain(room, offset, count)
        } field: { offset, size, expected throws(Failure) in
            try corrections.field(room, offset, size, expected)
        }
        output.fill(length)
    }
}
