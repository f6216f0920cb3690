import Foundation
import Glibc
import Sessions
import Synchronization

/// A diagnosis's file on standard output. What is in it may be anybody's text: where a person reads it, no byte of it steers the terminal
/// (H39); another program gets it as it is.
final class FilePrinter: Sendable {
    private let isTerminal = isatty(STDOUT_FILENO) == 1
    /// The beginning of a line whose end has not come.
    private let rest = Mutex<[UInt8]>([])

    func take(_ piece: [UInt8]) {
        guard isTerminal else { return write(piece) }
        let lines: [[UInt8]] = rest.withLock { rest in
            var parts = (rest + piece).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map(Array.init)
            rest = parts.popLast() ?? []
            return parts
        }
        for line in lines { print(line) }
    }

    func finish() {
        let last = rest.withLock { $0 }
        if !last.isEmpty { print(last) }
    }

    private func print(_ line: [UInt8]) {
        write(Array((DisplayText.stripped(String(decoding: line, as: UTF8.self), limit: .max) + "\n").utf8))
    }

    private func write(_ bytes: [UInt8]) {
        try? FileHandle.standardOutput.write(contentsOf: Data(bytes))
    }
}

/// A new file of a saved diagnosis.
final class SavedFile: Sendable {
    private let descriptor: Int32

    init(_ path: String) throws {
        descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
    }

    deinit {
        close(descriptor)
    }

    func write(_ bytes: [UInt8]) throws {
        try FileHandle(fileDescriptor: descriptor, closeOnDealloc: false).write(contentsOf: Data(bytes))
    }
}
