import CLinux
import Glibc
import Primitives

/// A file of the program's own that has no name: nobody else can change it, and it is gone with the program.
final class NamelessFile: Sendable {
    private let file: OpenFile
    private let shown: String
    /// O_TMPFILE without O_DIRECTORY, which Swift cannot see.
    private static let temporary: UInt64 = 0o20000000

    /// Throws delta.file.
    init(in directory: String) throws(Failure) {
        shown = directory
        let flags = UInt64(O_RDWR | O_DIRECTORY | O_CLOEXEC) | Self.temporary
        let temporary = OpenFile(owning: hamyar_openat2(AT_FDCWD, directory, flags, 0o600, 0))
        if temporary.number >= 0 {
            file = temporary
            return
        }
        // Not every file system has files without names; there it has one for a moment.
        let path = directory + "/.hamyar-" + String(UInt64.random(in: 0 ... .max), radix: 16) + ".part"
        file = OpenFile(owning: open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600))
        guard file.number >= 0, unlink(path) == 0 else { throw DiskFailure.current("open", path) }
    }

    func write(_ bytes: UnsafeRawBufferPointer) throws(Failure) {
        try NewFile.write(bytes, to: file.number, shown)
    }

    var descriptor: Int32 { file.number }

    /// What was written.
    func mapped() throws(Failure) -> MappedFile {
        try MappedFile(file.number, shown)
    }
}
