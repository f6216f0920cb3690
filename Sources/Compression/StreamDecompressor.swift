import CZlib
package import Primitives

/// Decompresses one zlib stream (RFC 1950) of unknown length with zlib, under `StreamLimits`.
///
/// Confined to one task at a time. After it threw, only letting go of it is meaningful; what was emitted before is of no
/// use until `finish()` returned, for the checksum comes last.
package final class StreamDecompressor {
    private let stream: UnsafeMutablePointer<z_stream>
    private let output: UnsafeMutableRawBufferPointer
    private let limits: StreamLimits
    private var header: [UInt8] = []
    private var ended = false
    private var consumed = 0
    private var idle = 0
    /// Bytes emitted so far.
    package private(set) var produced = 0

    /// Throws compression.memory.
    package init(limits: StreamLimits) throws(Failure) {
        self.limits = limits
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        output = .allocate(byteCount: StreamCompressor.chunk, alignment: 16)
        let result = inflateInit2_(stream, MAX_WBITS, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        guard result == Z_OK else { throw Failure(.compressionMemory, ["zlib": "\(result)"]) }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
        output.deallocate()
    }

    /// Takes all of `input` and hands on what it gives.
    ///
    /// Throws compression.data (H27, H28, H30), compression.limit (H25), compression.progress (H29), or what `emit` throws.
    package func decompress(
        _ input: UnsafeRawBufferPointer, emit: (UnsafeRawBufferPointer) throws -> Void
    ) throws {
        try checkHeader(input)
        try ZlibInput.pieces(of: input) { piece in
            stream.pointee.next_in = piece.start
            stream.pointee.avail_in = piece.count
            repeat { try step(emit: emit) } while stream.pointee.avail_in > 0 || stream.pointee.avail_out == 0
        }
    }

    /// Throws compression.data when the stream is not complete.
    package func finish() throws(Failure) {
        guard ended else { throw Failure(.compressionData, ["reason": "truncated"]) }
    }

    private func checkHeader(_ input: UnsafeRawBufferPointer) throws(Failure) {
        guard header.count < 2 else { return }
        header.append(contentsOf: input.prefix(2 - header.count))
        if header.count == 2 { try ZlibHeader.check(header[0], header[1]) }
    }

    private func step(emit: (UnsafeRawBufferPointer) throws -> Void) throws {
        guard !ended else {
            guard stream.pointee.avail_in == 0 else { throw Failure(.compressionData, ["reason": "trailing"]) }
            stream.pointee.avail_out = UInt32(output.count)
            return
        }
        let before = stream.pointee.avail_in
        stream.pointee.next_out = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_out = UInt32(output.count)
        // A bounded piece at a time, so that idle input is noticed inside a large one.
        let piece = min(before, UInt32(clamping: limits.maximumIdleInput))
        stream.pointee.avail_in = piece
        let result = inflate(stream, Z_NO_FLUSH)
        let taken = piece - stream.pointee.avail_in
        stream.pointee.avail_in = before - taken
        guard result == Z_OK || result == Z_STREAM_END || result == Z_BUF_ERROR else {
            throw Failure(.compressionData, ["reason": result == Z_NEED_DICT ? "dictionary" : "corrupt"])
        }
        ended = result == Z_STREAM_END
        try account(consumed: Int(taken), produced: output.count - Int(stream.pointee.avail_out), emit: emit)
    }

    private func account(
        consumed taken: Int, produced written: Int, emit: (UnsafeRawBufferPointer) throws -> Void
    ) throws {
        consumed += taken
        produced += written
        idle = written > 0 ? 0 : idle + taken
        guard produced <= limits.maximumOutput else {
            throw Failure(.compressionLimit, ["limit": "\(limits.maximumOutput)"])
        }
        let (allowed, overflow) = consumed.multipliedReportingOverflow(by: limits.maximumRatio)
        guard overflow || produced - limits.ratioAllowance <= allowed else {
            throw Failure(.compressionLimit, ["ratio": "\(limits.maximumRatio)"])
        }
        guard idle <= limits.maximumIdleInput else {
            throw Failure(.compressionProgress, ["limit": "\(limits.maximumIdleInput)"])
        }
        if written > 0 { try emit(UnsafeRawBufferPointer(rebasing: output[..<written])) }
    }
}
