import FileTransfer
import NIOCore
import Primitives

/// A file that is sent, on a thread of its own.
actor FileReader {
    private let disk = DiskThread()
    private var file: OutgoingFile?

    nonisolated var unownedExecutor: UnownedSerialExecutor { disk.asUnownedSerialExecutor() }

    /// Returns the file's size.
    func open(_ path: String, roots: AllowedRoots) throws -> Int64 {
        let file = try OutgoingFile(at: roots.place(of: path))
        self.file = file
        return file.size
    }

    /// Reads the whole file once.
    func manifestEntry() throws -> ManifestEntry {
        guard let file else { throw Failure(.fileEnded) }
        return try ManifestBuilder.entry(for: file)
    }

    func read(_ range: Range<Int64>) throws -> ByteBuffer {
        guard let file else { throw Failure(.fileEnded) }
        var buffer = ByteBuffer()
        try buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: range.count) { memory in
            try file.read(at: range.lowerBound, into: UnsafeMutableRawBufferPointer(rebasing: memory[..<range.count]))
        }
        guard buffer.readableBytes == range.count else { throw Failure(.fileChanged, ["path": file.path]) }
        return buffer
    }

    func checkUnchanged() throws {
        try file?.checkUnchanged()
    }
}
