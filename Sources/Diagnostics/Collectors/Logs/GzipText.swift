import CZlib
import Primitives

/// Unpacks a log that logrotate(8) packed, piece by piece and never more than a limit (H25, H53): several gzip members may follow each other,
/// as `cat a.gz b.gz` makes them.
final class GzipText {
    private let stream: UnsafeMutablePointer<z_stream>
    private let path: String
    private var output = [UInt8](repeating: 0, count: 64 << 10)
    private var isWithin = false

    /// Throws diagnosis.malformed.
    private init(_ path: String) throws(Failure) {
        self.path = path
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        // 16 more than the window: gzip's own header.
        guard inflateInit2_(stream, MAX_WBITS + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            throw malformed("no memory")
        }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    /// Hands out what the file holds unpacked.
    ///
    /// - Parameter budget: how many bytes may come of it yet; what came is taken off.
    ///
    /// Throws diagnosis.unreadable, diagnosis.malformed, diagnosis.too-large.
    static func each(
        _ path: String, in root: FactRoot, budget: inout Int, _ body: (ArraySlice<UInt8>) throws(Failure) -> Void
    ) throws(Failure) {
        let text = try GzipText(path)
        var left = budget
        defer { budget = left }
        try root.each(path, limit: .max) { piece throws(Failure) in
            try text.unpack(piece, &left, body)
            return true
        }
        guard !text.isWithin else { throw text.malformed("truncated") }
    }

    private func unpack(
        _ input: ArraySlice<UInt8>, _ left: inout Int, _ body: (ArraySlice<UInt8>) throws(Failure) -> Void
    ) throws(Failure) {
        var used = 0
        while used < input.count {
            let (count, result) = step(input.dropFirst(used), &used)
            guard result == Z_OK || result == Z_STREAM_END || result == Z_BUF_ERROR else { throw malformed("gzip \(result)") }
            guard count <= left else {
                left = 0
                throw Failure(
                    .diagnosisTooLarge, ["name": FactText.capped(path), "limit": "\(DiagnosticsLimits.unpackedLogs)"])
            }
            left -= count
            if count > 0 { try body(output[..<count]) }
            isWithin = result != Z_STREAM_END
            if !isWithin { inflateReset(stream) }
        }
        // What the last piece of input still gives.
        while isWithin {
            let (count, _) = step([], &used)
            guard count > 0 else { return }
            guard count <= left else { throw malformed("too large") }
            left -= count
            try body(output[..<count])
        }
    }

    private func step(_ input: ArraySlice<UInt8>, _ used: inout Int) -> (count: Int, result: Int32) {
        let result = input.withUnsafeBytes { bytes in
            output.withUnsafeMutableBytes { room in
                // zlib never writes through it.
                stream.pointee.next_in = bytes.baseAddress.map {
                    UnsafeMutablePointer(mutating: $0.assumingMemoryBound(to: UInt8.self))
                }
                stream.pointee.avail_in = UInt32(clamping: bytes.count)
                stream.pointee.next_out = room.baseAddress?.assumingMemoryBound(to: UInt8.self)
                stream.pointee.avail_out = UInt32(clamping: room.count)
                return inflate(stream, Z_NO_FLUSH)
            }
        }
        used += input.count - Int(stream.pointee.avail_in)
        return (output.count - Int(stream.pointee.avail_out), result)
    }

    private func malformed(_ reason: String) -> Failure {
        Failure(.diagnosisMalformed, ["source": FactText.capped(path), "reason": reason])
    }
}
