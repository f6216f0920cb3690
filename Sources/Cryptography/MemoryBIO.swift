import COpenSSL

/// Bytes in memory for OpenSSL's functions that read from or write to a BIO.
enum MemoryBIO {
    /// Lends a BIO over the bytes; nil when the closure gives nil or there are more bytes than an Int32 counts.
    static func reading(_ bytes: [UInt8], _ body: (OpaquePointer) -> OpaquePointer?) -> OpaquePointer? {
        guard let count = Int32(exactly: bytes.count) else { return nil }
        return bytes.withUnsafeBytes { raw in
            guard let bio = BIO_new_mem_buf(raw.baseAddress, count) else { return nil }
            defer { BIO_free(bio) }
            return body(bio)
        }
    }

    /// What the closure wrote; nil when it says that it failed. The BIO's memory is wiped.
    static func writing(_ body: (OpaquePointer) -> Bool) -> [UInt8]? {
        guard let bio = BIO_new(BIO_s_mem()) else { return nil }
        defer { BIO_free(bio) }
        guard body(bio) else { return nil }
        var bytes = [UInt8](repeating: 0, count: BIO_ctrl_pending(bio))
        var count = 0
        guard BIO_read_ex(bio, &bytes, bytes.count, &count) == 1, count == bytes.count else { return nil }
        return bytes
    }
}
