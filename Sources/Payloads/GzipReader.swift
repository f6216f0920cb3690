import CZlib
import Primitives

/// Unpacks one gzip member piece by piece; what follows it is refused, and so is what expands without bound (H25).
final class GzipReader: PackedSource {
    /// Output for one byte of input beyond `allowance`: logs stay below 100, deflate itself ends at 1032.
    private static let ratio = 500
    private static let allowance = 1 << 20

    private let stream: UnsafeMutablePointer<z_stream>
    private let source: (UnsafeMutableRawBufferPointer) throws -> Int
    private var input = [UInt8](repeating: 0, count: 64 << 10)
    /// Where the input that was not unpacked yet begins and ends.
    private var used = 0
    private var filled = 0
    private var ended = false
    private var consumed = 0
    private var produced = 0

    /// - Parameter source: fills the buffer from its start and says how many bytes; 0 is the end.
    init(_ source: @escaping (UnsafeMutableRawBufferPointer) throws -> Int) throws {
        self.source = source
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        let result = inflateInit2_(stream, GzipWriter.window, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        guard result == Z_OK else { throw Self.malformed("no memory") }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        var count = 0
        while count < buffer.count, !ended {
            if used == filled {
                filled = try refill()
                used = 0
                guard filled > 0 else { throw Self.malformed("truncated") }
            }
            count += try unpack(into: UnsafeMutableRawBufferPointer(rebasing: buffer[count...]))
        }
        if ended, count == 0 {
            guard used == filled, try refill() == 0 else { throw Self.malformed("bytes after the end") }
        }
        return count
    }

    private func unpack(into room: UnsafeMutableRawBufferPointer) throws -> Int {
        let (start, end, size) = (used, filled, min(room.count, 1 << 30))
        let result = input.withUnsafeMutableBytes { bytes in
            stream.pointee.next_in = bytes.baseAddress.map { ($0 + start).assumingMemoryBound(to: UInt8.self) }
            stream.pointee.avail_in = UInt32(end - start)
            stream.pointee.next_out = room.baseAddress?.assumingMemoryBound(to: UInt8.self)
            stream.pointee.avail_out = UInt32(size)
            return inflate(stream, Z_NO_FLUSH)
        }
        guard result == Z_OK || result == Z_STREAM_END || result == Z_BUF_ERROR else { throw Self.malformed("\(result)") }
        let count = size - Int(stream.pointee.avail_out)
        consumed += (end - start) - Int(stream.pointee.avail_in)
        produced += count
        used = end - Int(stream.pointee.avail_in)
        ended = result == Z_STREAM_END
        let (allowed, overflow) = consumed.multipliedReportingOverflow(by: Self.ratio)
        guard overflow || produced - Self.allowance <= allowed else {
            throw Failure(.payloadTooLarge, ["what": "ratio", "limit": String(Self.ratio)])
        }
        return count
    }

    private func refill() throws -> Int {
        let source = source
        return try input.withUnsafeMutableBytes { try source($0) }
    }

    private static func malformed(_ reason: String) -> Failure {
        Failure(.payloadMalformed, ["reason": "gzip: " + reason])
    }
}
