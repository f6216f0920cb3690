import CZlib
import Primitives

/// Packs into one gzip member (RFC 1952) without name and time: the same bytes and the same library give the same file.
final class GzipWriter: PackingSink {
    /// zlib's own scale, up to 9.
    private static let level: Int32 = 6
    /// zlib's word for a gzip header around its largest window.
    static let window = MAX_WBITS + 16

    private let stream: UnsafeMutablePointer<z_stream>
    private let sink: (UnsafeRawBufferPointer) throws -> Void
    private var output = [UInt8](repeating: 0, count: 64 << 10)

    init(_ sink: @escaping (UnsafeRawBufferPointer) throws -> Void) throws {
        self.sink = sink
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        let result = deflateInit2_(
            stream, Self.level, Z_DEFLATED, Self.window, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
            Int32(MemoryLayout<z_stream>.size))
        guard result == Z_OK else { throw Failure(.payloadMalformed, ["reason": "gzip: cannot compress"]) }
    }

    deinit {
        deflateEnd(stream)
        stream.deallocate()
    }

    func write(_ bytes: UnsafeRawBufferPointer) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            // zlib counts in 32 bits, and never writes through this pointer.
            let piece = UnsafeRawBufferPointer(rebasing: rest.prefix(1 << 30))
            stream.pointee.next_in = piece.baseAddress.map {
                UnsafeMutablePointer(mutating: $0.assumingMemoryBound(to: UInt8.self))
            }
            stream.pointee.avail_in = UInt32(piece.count)
            try run(Z_NO_FLUSH)
            rest = rest.dropFirst(piece.count)
        }
    }

    func finish() throws {
        stream.pointee.next_in = nil
        stream.pointee.avail_in = 0
        try run(Z_FINISH)
    }

    private func run(_ flush: Int32) throws {
        repeat {
            let size = output.count
            let result = output.withUnsafeMutableBytes { room in
                stream.pointee.next_out = room.baseAddress?.assumingMemoryBound(to: UInt8.self)
                stream.pointee.avail_out = UInt32(size)
                return deflate(stream, flush)
            }
            guard result == Z_OK || result == Z_STREAM_END || result == Z_BUF_ERROR else {
                throw Failure(.payloadMalformed, ["reason": "gzip: \(result)"])
            }
            let count = size - Int(stream.pointee.avail_out)
            if count > 0 { try output.withUnsafeBytes { try sink(UnsafeRawBufferPointer(rebasing: $0[..<count])) } }
        } while stream.pointee.avail_out == 0
    }
}
