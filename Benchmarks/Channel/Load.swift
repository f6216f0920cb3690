import NIOCore

/// What is sent: messages of a size, some bytes before the clock starts, the rest while it runs.
struct Load {
    let message: Int
    let warmUp: Int
    let total: Int

    init(message: Int, warmUp: Int, total: Int) {
        self.message = message
        self.warmUp = warmUp
        self.total = total
    }

    /// From the parameters of the stream.
    init?(_ parameters: ByteBuffer) {
        guard let (message, warmUp, total) = parameters.peekMultipleIntegers(as: (Int64, Int64, Int64).self) else { return nil }
        self.init(message: Int(message), warmUp: Int(warmUp), total: Int(total))
    }

    var parameters: ByteBuffer {
        var buffer = ByteBuffer()
        buffer.writeMultipleIntegers(Int64(message), Int64(warmUp), Int64(total))
        return buffer
    }

    /// Random, so that compression finds nothing to do: the peer does not compress.
    var content: ByteBuffer {
        var generator = SystemRandomNumberGenerator()
        var buffer = ByteBuffer()
        while buffer.readableBytes < message { buffer.writeInteger(UInt64.random(in: 0...UInt64.max, using: &generator)) }
        return buffer.getSlice(at: 0, length: message) ?? buffer
    }
}
