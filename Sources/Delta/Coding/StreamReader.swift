import CLzma
import Primitives

/// One stream of a patch, unpacked as it is read.
final class StreamReader {
    private var coder = hamyar_lzma_stream()
    private let isPacked: Bool
    private var input: UnsafeRawBufferPointer
    /// Bytes that have not come out of the coder yet.
    private var remaining: Int
    private let buffer: UnsafeMutablePointer<UInt8>
    private var at = 0
    private var filled = 0
    private static let bufferSize = 32768

    /// The bytes must stay where they are as long as this lives.
    init(_ stream: PatchStream, _ bytes: UnsafeRawBufferPointer, window: Int) throws(Failure) {
        input = bytes
        remaining = stream.size
        isPacked = stream.contexts != nil
        buffer = .allocate(capacity: Self.bufferSize)
        guard let contexts = stream.contexts else { return }
        let started = hamyar_lzma_start(
            &coder, 0, UInt32(LzmaContexts.window(for: stream.size, limit: window)), UInt32(contexts.lc), UInt32(contexts.lp),
            UInt32(contexts.pb))
        guard started == LZMA_OK else { throw Failure(.deltaMemory) }
    }

    deinit {
        lzma_end(&coder)
        buffer.deallocate()
    }

    /// Whether every byte was read.
    var isAtEnd: Bool { at == filled && remaining == 0 }

    /// Fills the room, or throws delta.malformed where the stream is shorter.
    func read(into room: UnsafeMutableRawBufferPointer) throws(Failure) {
        guard let start = room.baseAddress, room.count > 0 else { return }
        var done = min(filled - at, room.count)
        start.copyMemory(from: buffer + at, byteCount: done)
        at += done
        guard room.count - done <= remaining else { throw Failure(.deltaMalformed, ["reason": "a stream is too short"]) }
        while done < room.count {
            done += try produce(start.assumingMemoryBound(to: UInt8.self) + done, room.count - done)
        }
    }

    /// The next byte.
    @inline(__always)
    func byte() throws(Failure) -> UInt8 {
        if at == filled { try refill() }
        let value = buffer[at]
        at += 1
        return value
    }

    /// The next number: seven bits a byte, the lowest first.
    @inline(__always)
    func number() throws(Failure) -> UInt64 {
        let first = try byte()
        if first < 128 { return UInt64(first) }
        return try longNumber(first)
    }

    private func longNumber(_ first: UInt8) throws(Failure) -> UInt64 {
        var value = UInt64(first & 127)
        for shift in stride(from: UInt64(7), to: 64, by: 7) {
            let next = try byte()
            guard shift < 63 || next < 2 else { break }
            value |= UInt64(next & 127) << shift
            if next < 128 { return value }
        }
        throw Failure(.deltaMalformed, ["reason": "a number is too long"])
    }

    private func refill() throws(Failure) {
        guard remaining > 0 else { throw Failure(.deltaMalformed, ["reason": "a stream is too short"]) }
        at = 0
        filled = 0
        filled = try produce(buffer, min(Self.bufferSize, remaining))
    }

    /// Puts at least one byte into the room, and says how many.
    private func produce(_ room: UnsafeMutablePointer<UInt8>, _ count: Int) throws(Failure) -> Int {
        guard isPacked else {
            guard let start = input.baseAddress, input.count >= count else {
                throw Failure(.deltaMalformed, ["reason": "a stream is too short"])
            }
            room.update(from: start.assumingMemoryBound(to: UInt8.self), count: count)
            input = UnsafeRawBufferPointer(rebasing: input[count...])
            remaining -= count
            return count
        }
        coder.next_in = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
        coder.avail_in = input.count
        coder.next_out = room
        coder.avail_out = count
        let result = lzma_code(&coder, LZMA_RUN)
        let produced = count - coder.avail_out
        input = UnsafeRawBufferPointer(rebasing: input[(input.count - coder.avail_in)...])
        guard result == LZMA_OK || result == LZMA_STREAM_END, produced > 0 else {
            throw Failure(.deltaMalformed, ["reason": "a stream is damaged"])
        }
        remaining -= produced
        return produced
    }
}
