package import NIOCore

/// Every number that bounds a TLS connection.
package enum TLSLimits {
    /// From the connection's start to the end of its handshake, however the bytes trickle (H1, H2).
    package static let handshakeDeadline = TimeAmount.seconds(10)
    /// Bytes of a peer's whole Certificate message. Ours have about 600; H7 sends 100 KB.
    package static let certificateMessage = 16 * 1024
    /// Plaintext that waits for the handshake's end.
    package static let writesBeforeHandshake = 256 * 1024
    /// How long the other side has to answer close_notify, or to read our alert.
    package static let closeWait = TimeAmount.seconds(1)
    /// KeyUpdate and ticket messages that a peer may send before it has sent `bytesPerControlMessage` (H9).
    package static let controlMessages = 32
    /// Received plaintext that earns one more control message. RFC 8446, 5.5 asks for a new key after some 400 GB.
    package static let bytesPerControlMessage = 1024 * 1024
    /// Plaintext of one record (RFC 8446, 5.1).
    package static let recordPayload = 16 * 1024
    /// Header, content type and tag of one record under AES-GCM or ChaCha20-Poly1305.
    package static let recordOverhead = 22
    /// Ciphertext that is handed to the channel before a flush asks for it, so that the channel's writability stays true.
    package static let chunk = 64 * 1024
    /// Plaintext of one piece, and room in its buffer, unless the layer above asks for less.
    package static let piece = 64 * 1024
    /// Room in a buffer of ciphertext: `chunk` and the records of one more write of a whole frame.
    package static let ciphertextBuffer = 128 * 1024
    /// Buffers of each kind that a busy connection keeps an eye on, to use them again: 32 MiB of plaintext, half the
    /// largest window of a stream. Those that are free go each `quiet`, so that what is held is what is on its way.
    package static let reservedBuffers = 512
    /// How long a busy connection must be quiet before it gives its buffers back.
    package static let quiet = TimeAmount.seconds(1)
    /// What remains of a write behind its whole records and is shorter than this waits for the next write or the flush.
    package static let worthOwnRecord = 4 * 1024
}
