import NIOCore
import Transport

extension BlobFile {
    /// Bytes that are read and queued at once.
    static let piece: Int64 = 1 << 20

    /// Sends a range, a piece at a time: the next one is read when the stream has taken the one before.
    ///
    /// - Parameter sent: told how many bytes a piece had.
    /// - Throws: `blob.broken`, and what the stream throws.
    func send(_ range: Range<Int64>, on stream: PeerStream, sent: (Int) -> Void = { _ in }) async throws {
        var start = range.lowerBound
        while start < range.upperBound {
            let (offset, count) = (start, Int(min(Self.piece, range.upperBound - start)))
            let piece = try await BlobDisk.run {
                var buffer = ByteBufferAllocator().buffer(capacity: count)
                try buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: count) { bytes in
                    try self.read(at: offset, into: UnsafeMutableRawBufferPointer(rebasing: bytes.prefix(count)))
                    return count
                }
                return buffer
            }
            try await stream.send(piece)
            sent(count)
            start += Int64(count)
        }
    }
}
