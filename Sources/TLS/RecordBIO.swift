import COpenSSL

/// A BIO over `RecordBuffers`: libssl's socket. It never blocks on writing and says "retry" when there is nothing to read.
enum RecordBIO {
    /// One BIO that borrows the buffers: who frees the BIO must outlive neither.
    ///
    /// nil when there is no memory.
    static func make(over buffers: RecordBuffers) -> OpaquePointer? {
        guard let method, let bio = BIO_new(method) else { return nil }
        BIO_set_data(bio, Unmanaged.passUnretained(buffers).toOpaque())
        BIO_set_init(bio, 1)
        return bio
    }

    private static func buffers(of bio: OpaquePointer?) -> RecordBuffers? {
        BIO_get_data(bio).map { Unmanaged<RecordBuffers>.fromOpaque($0).takeUnretainedValue() }
    }

    /// libssl's table of functions; made once, never changed, never freed.
    private nonisolated(unsafe) static let method: OpaquePointer? = {
        let pointer = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "hamyar records")
        BIO_meth_set_read_ex(pointer) { bio, data, length, count in
            guard let buffers = RecordBIO.buffers(of: bio), let data, let count else { return 0 }
            BIO_clear_flags(bio, BIO_FLAGS_READ | BIO_FLAGS_WRITE | BIO_FLAGS_SHOULD_RETRY)
            count.pointee = 0
            if buffers.isPoisoned { return 0 }
            count.pointee = buffers.read(into: UnsafeMutableRawBufferPointer(start: data, count: length))
            if count.pointee > 0 { return 1 }
            BIO_set_flags(bio, BIO_FLAGS_READ | BIO_FLAGS_SHOULD_RETRY)
            return 0
        }
        BIO_meth_set_write_ex(pointer) { bio, data, length, count in
            guard let buffers = RecordBIO.buffers(of: bio), let data, let count else { return 0 }
            BIO_clear_flags(bio, BIO_FLAGS_READ | BIO_FLAGS_WRITE | BIO_FLAGS_SHOULD_RETRY)
            buffers.write(UnsafeRawBufferPointer(start: data, count: length))
            count.pointee = length
            return 1
        }
        BIO_meth_set_ctrl(pointer) { _, command, _, _ in
            command == BIO_CTRL_FLUSH ? 1 : 0
        }
        return pointer
    }()
}
