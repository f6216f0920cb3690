import Cryptography
import Glibc
import Primitives

/// Copies a payload out of a place that another user may change, while hashing what is copied: the bytes that verify are the
/// bytes that run, whatever happens to the original meanwhile (H65).
enum PayloadCopy {
    private static let piece = 256 << 10

    /// - Parameter destination: made here; it must not exist.
    ///
    /// Throws install.payload-unreadable, install.payload-mismatch, install.staging.
    static func copy(_ release: VerifiedRelease, to destination: String) throws {
        let payload = release.payload
        func mismatch(_ reason: String) -> Failure {
            let words = ["product": release.product, "version": release.description.version, "reason": reason]
            return Failure(.installPayloadMismatch, words)
        }
        func unreadable(_ reason: String) -> Failure {
            Failure(.installPayloadUnreadable, ["path": payload.path, "reason": reason])
        }
        // O_NONBLOCK: a FIFO in its place must not hold the installer up.
        let number = open(payload.path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard number >= 0 else { throw unreadable(String(cString: strerror(errno))) }
        defer { close(number) }
        var status = stat()
        guard fstat(number, &status) == 0 else { throw unreadable(String(cString: strerror(errno))) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw unreadable("not a regular file") }
        guard Int64(status.st_size) == payload.length else { throw mismatch("\(status.st_size) bytes, not \(payload.length)") }
        let copy = try OpenFile(destination, O_WRONLY | O_CREAT | O_EXCL, mode: 0o600)
        var stream = DigestStream()
        var left = payload.length
        var room = [UInt8](repeating: 0, count: piece)
        while left > 0 {
            let wanted = Int(min(left, Int64(piece)))
            let count = room.withUnsafeMutableBytes { read(number, $0.baseAddress, wanted) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw unreadable(String(cString: strerror(errno))) }
            guard count > 0 else { throw mismatch("it ended early") }
            left -= Int64(count)
            try room.withUnsafeBytes { bytes in
                let part = UnsafeRawBufferPointer(rebasing: bytes[..<count])
                stream.update(part)
                try write(part, to: copy, destination)
            }
        }
        guard stream.finish() == payload.digest else { throw mismatch("another digest") }
    }

    private static func write(_ bytes: UnsafeRawBufferPointer, to file: borrowing OpenFile, _ path: String) throws(Failure) {
        var done = 0
        let number = file.number
        while done < bytes.count {
            let start = bytes.baseAddress?.advanced(by: done)
            let left = bytes.count - done
            done += try SystemCall.check("write", path) { Glibc.write(number, start, left) }
        }
    }
}
