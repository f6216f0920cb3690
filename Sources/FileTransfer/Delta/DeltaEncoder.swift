import Primitives

/// Turns a run of a new file's blocks into instructions, by the receiver's signature of its old one.
final class DeltaEncoder {
    /// What is cut before what came of it is handed out: that bounds memory, and lets a sender be stopped.
    private static let step: Int64 = 4 << 20
    private static let outputMark = 256 << 10

    private let file: OutgoingFile
    private let cutter: ChunkCutter
    private var index: ChunkIndex
    private var window: FileWindow
    private var position: Int64 = 0
    private var end: Int64 = 0
    /// An instruction that may still grow, within its block.
    private var open: Instruction?
    /// Where the open literal's header is in the output.
    private var literalStart = 0
    /// Instructions to be sent.
    private(set) var output: [UInt8] = []
    /// Bytes of the file that came out as they are, and those that the receiver has.
    private(set) var literalBytes: Int64 = 0
    private(set) var copiedBytes: Int64 = 0

    /// nil for a signature whose scale is none.
    init?(_ file: OutgoingFile, _ signature: ChunkSignature) {
        guard let cutter = ChunkCutter(scale: signature.scale) else { return nil }
        self.file = file
        self.cutter = cutter
        index = ChunkIndex(signature)
        window = cutter.window
    }

    /// Begins with a run of bytes: whole blocks, but for the file's last one.
    func start(_ range: Range<Int64>) {
        position = range.lowerBound
        end = range.upperBound
    }

    var isAtEnd: Bool { position >= end }

    /// Makes the next instructions, in `output` when it returns. Returns how many bytes of the file they stand for.
    ///
    /// Throws file.changed, file.broken.
    func advance() throws(Failure) -> Int64 {
        output.removeAll(keepingCapacity: true)
        let begin = position
        while position < end, position - begin < Self.step, output.count < Self.outputMark {
            let wanted = Int(min(Int64(cutter.maximum), end - position))
            let bytes = try window.bytes(at: position, atLeast: wanted, limit: end) { at, buffer throws(Failure) in
                try file.read(at: at, into: buffer)
            }
            guard bytes.count >= wanted else { throw Failure(.fileChanged, ["path": file.path]) }
            let length = cutter.cut(bytes)
            let chunk = UnsafeRawBufferPointer(rebasing: bytes[..<length])
            if let offset = index.find(ChunkHash(of: chunk), length) { copy(length, from: offset) } else { literal(chunk) }
            position += Int64(length)
        }
        close()
        return position - begin
    }

    /// How much of the block at `at` is left.
    private func room(at: Int64) -> Int {
        Manifest.blockSize - Int(at % Int64(Manifest.blockSize))
    }

    private func copy(_ length: Int, from offset: Int64) {
        copiedBytes += Int64(length)
        var done = 0
        while done < length {
            let at = position + Int64(done)
            let count = min(length - done, room(at: at))
            if case .copy(let before, let start) = open, start + Int64(before) == offset + Int64(done),
                room(at: at) < Manifest.blockSize
            {
                open = .copy(before + count, from: start)
            } else {
                close()
                open = .copy(count, from: offset + Int64(done))
            }
            done += count
        }
    }

    private func literal(_ bytes: UnsafeRawBufferPointer) {
        literalBytes += Int64(bytes.count)
        var done = 0
        while done < bytes.count {
            let at = position + Int64(done)
            let count = min(bytes.count - done, room(at: at))
            if case .literal(let before) = open, room(at: at) < Manifest.blockSize {
                open = .literal(before + count)
            } else {
                close()
                literalStart = output.count
                output += Instruction.literal(0).header
                open = .literal(count)
            }
            output.append(contentsOf: bytes[done..<done + count])
            done += count
        }
    }

    /// Writes the open instruction down.
    private func close() {
        switch open {
        case .copy: output += open?.header ?? []
        case .literal:
            for (index, byte) in (open?.header ?? []).enumerated() { output[literalStart + index] = byte }
        case nil: break
        }
        open = nil
    }
}
