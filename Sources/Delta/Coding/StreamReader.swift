import Dispatch
import Primitives

/// One stream of a patch, unpacked while it is read: on other threads, one buffer ahead, where it is long.
final class StreamReader {
    private let decoder: StreamDecoder
    private let ahead: StreamAhead?
    /// Bytes that were not in a buffer yet.
    private var remaining: Int
    // These are used for every byte, by one thread: the check that nobody else does costs more than the byte.
    @exclusivity(unchecked) private var buffer: UnsafeMutableBufferPointer<UInt8>
    @exclusivity(unchecked) private var at = 0
    @exclusivity(unchecked) private var filled = 0
    private static let bufferSize = 32768

    /// The bytes must stay where they are as long as this lives. Throws delta.memory.
    init(_ stream: PatchStream, _ bytes: UnsafeRawBufferPointer, window: Int) throws(Failure) {
        decoder = try StreamDecoder(stream, bytes, window: window)
        remaining = stream.size
        buffer = .allocate(capacity: Self.bufferSize)
        // Short ones are not worth a thread's attention.
        ahead = stream.packing != .none && stream.size > Self.bufferSize ? StreamAhead(decoder, Self.bufferSize) : nil
    }

    deinit {
        ahead?.end()
        buffer.deallocate()
    }

    /// Whether every byte was read.
    var isAtEnd: Bool { at == filled && remaining == 0 }

    /// Fills the room, or throws delta.malformed where the stream is shorter.
    func read(into room: UnsafeMutableRawBufferPointer) throws(Failure) {
        guard room.count - (filled - at) <= remaining else { throw Failure(.deltaMalformed, ["reason": "a stream is too short"]) }
        var done = 0
        while done < room.count {
            if at == filled { try refill() }
            guard let start = buffer.baseAddress else { return }
            let count = min(filled - at, room.count - done)
            UnsafeMutableRawBufferPointer(rebasing: room[done...]).copyMemory(
                from: UnsafeRawBufferPointer(start: start + at, count: count))
            at += count
            done += count
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
        let count = if let ahead { ahead.exchange(&buffer) } else { decoder.fill(buffer) }
        guard let count else {
            // What comes of a damaged stream is not asked for again.
            remaining = 0
            throw Failure(.deltaMalformed, ["reason": "a stream is damaged"])
        }
        filled = count
        remaining -= count
    }
}
