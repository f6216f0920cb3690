import CLinux
import Glibc
import Primitives

/// Reading and writing whole pieces, whatever the system gives at once.
extension Descriptor {
    /// UTIME_OMIT of sys/stat.h, whose macro Swift cannot read.
    private static let omitTime = (1 << 30) - 2

    /// Fills the buffer from `offset`; fewer bytes only at the end of the file.
    func read(at offset: Int64, into buffer: UnsafeMutableRawBufferPointer, _ path: String) throws(Failure) -> Int {
        var filled = 0
        while filled < buffer.count {
            let count = try SystemFailure.check("pread", path) {
                pread(number, buffer.baseAddress?.advanced(by: filled), buffer.count - filled, off_t(offset) + off_t(filled))
            }
            if count == 0 { break }
            filled += count
        }
        return filled
    }

    /// Writes all bytes at `offset`.
    func write(_ bytes: UnsafeRawBufferPointer, at offset: Int64, _ path: String, _ calls: FileCalls) throws(Failure) {
        var written = 0
        while written < bytes.count {
            let count = try SystemFailure.check("pwrite", path) {
                calls.write(number, bytes.baseAddress?.advanced(by: written), bytes.count - written, offset + Int64(written))
            }
            guard count > 0 else { throw SystemFailure.of(EIO, "pwrite", path) }
            written += count
        }
    }

    /// Sets length (unless nil), permissions, owner where that is allowed, and modification time.
    func complete(size: Int64?, mode: UInt32, owner: FileStatus?, modified: Int64, _ path: String) throws(Failure) {
        if let size { try SystemFailure.check("ftruncate", path) { ftruncate(number, off_t(size)) } }
        if let owner, fchown(number, owner.owner, owner.group) != 0 {
            // Not ours to give away: then at least the group, where we are in it.
            _ = fchown(number, uid_t.max, owner.group)
        }
        // After fchown, and without setuid, setgid and sticky (H52).
        try SystemFailure.check("fchmod", path) { fchmod(number, mode & 0o777) }
        try setModified(modified, path)
    }

    /// Sets a directory's permissions, unless nil, and its time.
    func complete(directory mode: UInt32?, modified: Int64, _ path: String) throws(Failure) {
        if let mode { try SystemFailure.check("fchmod", path) { fchmod(number, mode & 0o777) } }
        try setModified(modified, path)
    }

    private func setModified(_ modified: Int64, _ path: String) throws(Failure) {
        let (quotient, remainder) = modified.quotientAndRemainder(dividingBy: 1_000_000_000)
        let time =
            remainder < 0
            ? timespec(tv_sec: Int(quotient) - 1, tv_nsec: Int(remainder) + 1_000_000_000)
            : timespec(tv_sec: Int(quotient), tv_nsec: Int(remainder))
        let times = [timespec(tv_sec: 0, tv_nsec: Self.omitTime), time]
        try SystemFailure.check("futimens", path) { futimens(number, times) }
    }
}
