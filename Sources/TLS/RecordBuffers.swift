import NIOCore

/// The ciphertext on both sides of libssl, which reads and writes it through a `RecordBIO`.
///
/// Confined to the channel's event loop. Received buffers are read where they lie; records that libssl makes are collected in
/// one growing buffer until the handler takes it.
final class RecordBuffers {
    private(set) var received = ByteBuffer()
    private(set) var produced = ByteBuffer()
    private var reserve = BufferReserve(capacity: TLSLimits.ciphertextBuffer, threshold: TLSLimits.recordPayload - 1)
    /// Once set, libssl gets an error instead of bytes: the connection has used up a budget.
    var isPoisoned = false

    func append(_ buffer: ByteBuffer) {
        if received.readableBytes == 0 {
            received = buffer
        } else {
            received.writeImmutableBuffer(buffer)
        }
    }

    /// Makes room ahead, so that the records of one write do not make the buffer grow step by step.
    func makeRoom(_ count: Int) {
        guard produced.writableBytes < count else { return }
        var larger = reserve.take(for: produced.readableBytes + count)
        larger.writeImmutableBuffer(produced)
        produced = larger
    }

    func takeProduced() -> ByteBuffer? {
        guard produced.readableBytes > 0 else { return nil }
        defer { produced = ByteBuffer() }
        reserve.keep(produced)
        return produced
    }

    /// The connection is quiet: what was kept for use again goes.
    func releaseReserve() {
        reserve.release()
    }

    func trimReserve() {
        reserve.trim()
    }

    /// Drops what was received, so that an idle connection does not pin a buffer.
    func releaseReceived() {
        if received.readableBytes == 0 { received = ByteBuffer() }
    }

    func discardReceived() {
        received = ByteBuffer()
    }

    /// Copies at most `target.count` received bytes; 0 when there are none.
    func read(into target: UnsafeMutableRawBufferPointer) -> Int {
        let count = min(target.count, received.readableBytes)
        guard count > 0 else { return 0 }
        received.readWithUnsafeReadableBytes { bytes in
            target.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes.prefix(count)))
            return count
        }
        return count
    }

    func write(_ bytes: UnsafeRawBufferPointer) {
        produced.writeBytes(bytes)
    }
}
