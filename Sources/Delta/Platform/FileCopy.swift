import Cryptography
import Glibc
import Primitives
import Synchronization

/// A nameless copy of a file, that nobody can make shorter: its bytes have their place before they are there.
final class FileCopy: Sendable {
    private let file: OpenFile
    private let copy: NamelessFile
    private let path: String
    private let size: Int
    let mapped: MappedFile
    private static let bufferSize = 131_072

    /// - Parameter spool: a directory with room for it.
    ///
    /// Throws delta.file, also where the path names no plain file; delta.too-large.
    init(of path: String, spool: String, limit: Int = DeltaLimits.maximumSize) throws(Failure) {
        self.path = path
        // O_NONBLOCK: a FIFO in the file's place must not hang the program.
        file = OpenFile(owning: open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK))
        guard file.number >= 0 else { throw DiskFailure.current("open", path) }
        var status = stat()
        guard fstat(file.number, &status) == 0 else { throw DiskFailure.current("fstat", path) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw Failure(.deltaFile, ["path": path, "reason": "not a plain file"]) }
        size = Int(status.st_size)
        guard size <= limit else { throw Failure(.deltaTooLarge, ["path": path, "size": "\(size)", "limit": "\(limit)"]) }
        copy = try NamelessFile(in: spool)
        guard ftruncate(copy.descriptor, off_t(size)) == 0 else { throw DiskFailure.current("ftruncate", path) }
        mapped = try copy.mapped()
    }

    /// Copies the bytes, as many as there were; returns their digest, which is made on a thread of its own. Throws delta.file.
    func fill() throws(Failure) -> Digest {
        let hashing = PatchOutput { _ in }
        do throws(Failure) {
            var done = 0
            while done < size {
                let room = try hashing.room(min(Self.bufferSize, size - done))
                let count = read(file.number, room.baseAddress, room.count)
                if count < 0, errno == EINTR { continue }
                guard count >= 0 else { throw DiskFailure.current("read", path) }
                // Shorter than it was: its digest will be another.
                guard count > 0 else { break }
                try copy.write(UnsafeRawBufferPointer(rebasing: room[..<count]))
                hashing.fill(count)
                done += count
            }
        } catch {
            hashing.abandon()
            throw error
        }
        return try hashing.finish()
    }
}
