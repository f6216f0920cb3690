import Glibc
package import Primitives

/// A file's bytes, mapped read-only. The file must be one that nobody makes shorter meanwhile: pages beyond its end end the program
/// (`FileCopy` is for others).
package final class MappedFile: @unchecked Sendable {
    // @unchecked: the bytes are only read.
    private let bytes: UnsafeRawBufferPointer

    /// Throws delta.file, also where the path names no plain file; delta.too-large.
    package convenience init(_ path: String, limit: Int = DeltaLimits.maximumSize) throws(Failure) {
        // O_NONBLOCK: a FIFO in the file's place must not hang the program.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK)
        guard descriptor >= 0 else { throw DiskFailure.current("open", path) }
        defer { close(descriptor) }
        try self.init(descriptor, path, limit: limit)
    }

    /// - Parameter descriptor: stays the caller's.
    package init(_ descriptor: Int32, _ path: String, limit: Int = DeltaLimits.maximumSize) throws(Failure) {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw DiskFailure.current("fstat", path) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw Failure(.deltaFile, ["path": path, "reason": "not a plain file"]) }
        let size = Int(status.st_size)
        guard size <= limit else { throw Failure(.deltaTooLarge, ["path": path, "size": "\(size)", "limit": "\(limit)"]) }
        guard size > 0 else {
            bytes = UnsafeRawBufferPointer(start: nil, count: 0)
            return
        }
        let start = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0)
        guard let start, start != MAP_FAILED else { throw DiskFailure.current("mmap", path) }
        bytes = UnsafeRawBufferPointer(start: start, count: size)
    }

    /// Lends the bytes for the time of the call: they go with the last reference to this.
    package func withBytes<Result, Thrown: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Thrown) -> Result
    ) throws(Thrown) -> Result {
        defer { withExtendedLifetime(self) {} }
        return try body(bytes)
    }

    deinit {
        if let start = bytes.baseAddress { munmap(UnsafeMutableRawPointer(mutating: start), bytes.count) }
    }
}
