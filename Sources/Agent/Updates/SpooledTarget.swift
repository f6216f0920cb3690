import Cryptography
import Glibc
import Primitives
import Transport
import Updates

/// A target on its way to the spool: hashed while it is written. For one task at a time; all calls block.
final class SpooledTarget {
    let target: FetchedTarget
    private let spool: TargetSpool
    private let descriptor: Int32
    private var digest = DigestStream()
    private(set) var length: Int64 = 0

    /// Opens the part and hashes what an earlier attempt left.
    ///
    /// Throws `update.spool`, `update.no-space`.
    init(_ target: FetchedTarget, in spool: TargetSpool, reserve: Int64) throws {
        self.target = target
        self.spool = spool
        descriptor = open(spool.part(target.digest), O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw TargetSpool.failure(spool.part(target.digest)) }
        try hash()
        try spool.requireRoom(for: target.length - length, reserve: reserve)
    }

    deinit {
        close(descriptor)
    }

    private func hash() throws {
        var piece = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            let count = pread(descriptor, &piece, piece.count, off_t(Int(length)))
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw TargetSpool.failure(spool.directory) }
            guard count > 0 else { return }
            // Longer than it may be: from the start.
            guard length + Int64(count) <= target.length else {
                guard ftruncate(descriptor, 0) == 0 else { throw TargetSpool.failure(spool.directory) }
                digest = DigestStream()
                length = 0
                return
            }
            piece.withUnsafeBytes { digest.update(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
            length += Int64(count)
        }
    }

    /// Throws `target.mismatch` for more than was signed, which is not written; `update.spool`, `update.no-space`.
    func write(_ bytes: UnsafeRawBufferPointer) throws {
        guard Int64(bytes.count) <= target.length - length else {
            remove()
            throw Failure(.targetMismatch, ["target": target.path, "reason": "length"])
        }
        var done = 0
        while done < bytes.count {
            let count = pwrite(descriptor, bytes.baseAddress.map { $0 + done }, bytes.count - done, off_t(Int(length)) + done)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw TargetSpool.failure(spool.directory) }
            done += count
        }
        digest.update(bytes)
        length += Int64(bytes.count)
    }

    /// Durable under its name when it returns.
    ///
    /// Throws `target.mismatch`: then nothing is kept; `record.truncated` where bytes are missing: then it is.
    func finish() throws {
        guard length == target.length else {
            throw Failure(.recordTruncated, ["bytes": String(length), "wanted": String(target.length)])
        }
        var whole = DigestStream()
        swap(&whole, &digest)
        guard whole.finish() == target.digest else {
            remove()
            throw Failure(.targetMismatch, ["target": target.path, "reason": "sha256"])
        }
        guard fsync(descriptor) == 0, rename(spool.part(target.digest), spool.file(target.digest)) == 0 else {
            throw TargetSpool.failure(spool.directory)
        }
        let directory = open(spool.directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard directory >= 0 else { throw TargetSpool.failure(spool.directory) }
        defer { close(directory) }
        guard fsync(directory) == 0 else { throw TargetSpool.failure(spool.directory) }
    }

    private func remove() {
        unlink(spool.part(target.digest))
    }
}
