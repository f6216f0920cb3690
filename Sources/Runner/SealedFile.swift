import CLinux
import Glibc
import Primitives

/// Bytes in memory that nobody can change any more; they can be run (H65).
struct SealedFile: ~Copyable {
    let number: Int32

    private init(owning number: Int32) {
        self.number = number
    }

    deinit {
        close(number)
    }

    /// Throws command.not-started.
    static func make(_ bytes: [UInt8], for name: String) throws(Failure) -> SealedFile {
        let number = hamyar_memory_file("hamyar-script")
        guard number >= 0 else { throw notStarted(name) }
        let file = SealedFile(owning: number)
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes { write(number, $0.baseAddress?.advanced(by: done), bytes.count - done) }
            guard count > 0 || errno == EINTR else { throw notStarted(name) }
            done += max(0, count)
        }
        guard fchmod(number, 0o555) == 0, hamyar_seal(number) == 0 else { throw notStarted(name) }
        return file
    }

    private static func notStarted(_ name: String) -> Failure {
        Failure(.commandNotStarted, ["program": name, "reason": String(cString: strerror(errno))])
    }
}
