import Glibc
import Primitives

/// One open file of the blobs. Confined to whoever holds it; closes itself.
final class BlobFile: Sendable {
    private let descriptor: Int32

    /// Throws `blob.broken`, `blob.absent`.
    init(reading path: String) throws {
        descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { throw errno == ENOENT ? Failure(.blobAbsent) : BlobFailure.current("open") }
    }

    /// Opens or makes a part of this length; what was not written is a hole.
    init(part path: String, size: Int64) throws {
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw BlobFailure.current("open") }
        guard ftruncate(descriptor, off_t(Int(size))) == 0 else {
            let failure = BlobFailure.current("ftruncate")
            close(descriptor)
            throw failure
        }
    }

    deinit {
        close(descriptor)
    }

    /// Fills the buffer. Throws `blob.broken` where the file is shorter.
    func read(at offset: Int64, into buffer: UnsafeMutableRawBufferPointer) throws {
        var done = 0
        while done < buffer.count {
            let count = pread(descriptor, buffer.baseAddress.map { $0 + done }, buffer.count - done, off_t(Int(offset)) + done)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw count < 0 ? BlobFailure.current("pread") : Failure(.blobBroken, ["call": "pread"]) }
            done += count
        }
    }

    func write(_ bytes: UnsafeRawBufferPointer, at offset: Int64) throws {
        var done = 0
        while done < bytes.count {
            let count = pwrite(descriptor, bytes.baseAddress.map { $0 + done }, bytes.count - done, off_t(Int(offset)) + done)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw BlobFailure.current("pwrite") }
            done += count
        }
    }

    /// Throws `blob.broken`: what may not have reached the disk is never counted (H57).
    func synchronise() throws {
        guard fdatasync(descriptor) == 0 else { throw BlobFailure.current("fdatasync") }
    }

    /// Gives back the room behind `offset`; the length stays.
    func release(from offset: Int64, size: Int64) {
        guard ftruncate(descriptor, off_t(Int(offset))) == 0 else { return }
        _ = ftruncate(descriptor, off_t(Int(size)))
    }
}
