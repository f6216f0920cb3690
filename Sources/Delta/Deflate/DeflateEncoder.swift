import Primitives

/// Packs bytes into a raw deflate stream, byte for byte as the program did that an encoding describes.
///
/// Memory: about half a megabyte, whatever is packed.
final class DeflateEncoder {
    private let encoding: DeflateEncoding
    private let window: DeflateWindow
    private var block: DeflateBlock
    private var bits: BitWriter
    /// Where the block began; below zero where the window has moved on.
    private var blockStart = 0
    private var hasEnded = false
    /// Whether the program has seen that the input is at its end.
    private var isEndKnown = false
    /// Of the byte before: a match that may be taken, and whether it still waits for its turn.
    private var length = DeflateTables.shortest - 1
    private var isWaiting = false
    /// Three bytes farther away than this are not worth a match.
    private static let farForThree = 4096
    /// So often gzip asks whether the block should end.
    private static let asking = 4096

    init(_ encoding: DeflateEncoding, _ sink: @escaping BitWriter.Sink) {
        self.encoding = encoding
        window = DeflateWindow(encoding)
        block = DeflateBlock(capacity: encoding.symbols)
        bits = BitWriter(sink)
    }

    /// Packs the next bytes; the sink gets what is ready. Throws what the sink throws.
    func write(_ input: UnsafeRawBufferPointer) throws(Failure) {
        var rest = input
        while !rest.isEmpty {
            if window.room == 0 { try pack() }
            rest = UnsafeRawBufferPointer(rebasing: rest[window.fill(rest)...])
        }
    }

    /// Packs the rest. Throws what the sink throws.
    func finish() throws(Failure) {
        hasEnded = true
        try pack()
        if isWaiting { block.append(literal: window.bytes[window.position - 1]) }
        try endBlock(isLast: true)
        try bits.finish()
    }

    private func pack() throws(Failure) {
        while true {
            if window.ahead < DeflateWindow.enough {
                if encoding.style == .zlib || !isEndKnown { blockStart -= window.move() }
                guard hasEnded || window.room == 0 else { return }
                if hasEnded, !isEndKnown {
                    isEndKnown = true
                    window.end()
                }
                guard window.ahead > 0 else { return }
            }
            if encoding.method == .fast { try fast() } else { try lazy() }
        }
    }

    private func lazy() throws(Failure) {
        let position = window.position
        let before = (length: length, start: window.matchStart)
        length = DeflateTables.shortest - 1
        if window.ahead >= DeflateTables.shortest {
            let place = window.remember(position)
            if before.length < encoding.lazy, window.reaches(place) {
                length = window.longestMatch(place, least: before.length)
                let isShort = length <= 5 && encoding.method == .filtered
                if isShort || length == DeflateTables.shortest && position - window.matchStart > Self.farForThree {
                    length = DeflateTables.shortest - 1
                }
            }
        }
        if before.length >= DeflateTables.shortest, length <= before.length {
            block.append(length: before.length, distance: position - 1 - before.start)
            let isFull = isBlockFull
            remember(from: position + 1, count: before.length - 2, last: position + window.ahead - DeflateTables.shortest)
            window.advance(before.length - 1)
            isWaiting = false
            length = DeflateTables.shortest - 1
            if isFull { try endBlock(isLast: false) }
        } else if isWaiting {
            block.append(literal: window.bytes[position - 1])
            if isBlockFull { try endBlock(isLast: false) }
            window.advance(1)
        } else {
            isWaiting = true
            window.advance(1)
        }
    }

    private func fast() throws(Failure) {
        let position = window.position
        var length = 0
        if window.ahead >= DeflateTables.shortest {
            let place = window.remember(position)
            if window.reaches(place) { length = window.longestMatch(place, least: DeflateTables.shortest - 1) }
        }
        if length >= DeflateTables.shortest {
            block.append(length: length, distance: position - window.matchStart)
            let isFull = isBlockFull
            if length <= encoding.lazy {
                remember(from: position + 1, count: length - 1, last: position + window.ahead - DeflateTables.shortest)
            }
            window.advance(length)
            if isFull { try endBlock(isLast: false) }
        } else {
            block.append(literal: window.bytes[position])
            let isFull = isBlockFull
            window.advance(1)
            if isFull { try endBlock(isLast: false) }
        }
    }

    @inline(__always)
    private func remember(from start: Int, count: Int, last: Int) {
        var place = start
        while place < start + count, place <= last {
            _ = window.remember(place)
            place += 1
        }
    }

    /// Whether the block ends here: the position is still that of the symbol put in last.
    private var isBlockFull: Bool {
        if block.isFull { return true }
        guard encoding.style == .gzip, block.count & (Self.asking - 1) == 0 else { return false }
        let packed = (block.count * 8 + block.distanceBits) >> 3
        return block.matches < block.count / 2 && packed < (window.position - blockStart) / 2
    }

    private func endBlock(isLast: Bool) throws(Failure) {
        let stored =
            blockStart < 0
            ? nil : UnsafeBufferPointer(start: window.bytes + blockStart, count: window.position - blockStart)
        try block.write(stored, isLast: isLast, to: &bits)
        blockStart = window.position
    }
}
