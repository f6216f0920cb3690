import CLinux
import Foundation
import Glibc
package import Primitives

/// The file tree that collectors read: the machine's own, or a directory that stands for another machine.
///
/// Below another directory than `/` nothing leads out of it: absolute links begin at it again (RESOLVE_IN_ROOT). Only regular files are
/// read, and none is waited for. Bytes that are no UTF-8 are replaced.
package struct FactRoot: Sendable {
    package static let machine = FactRoot("/")

    package let path: String

    package init(_ path: String) {
        self.path = path
    }

    package var isMachine: Bool { path == "/" }

    /// The text of a small file; what is beyond `limit` bytes is let go by.
    ///
    /// Throws diagnosis.unreadable.
    package func text(_ path: String, limit: Int = DiagnosticsLimits.smallFile) throws(Failure) -> String {
        String(decoding: try bytes(path, limit: limit), as: UTF8.self)
    }

    /// The same, or nil where it cannot be read.
    package func readable(_ path: String, limit: Int = DiagnosticsLimits.smallFile) -> String? {
        try? text(path, limit: limit)
    }

    /// Its text without space around it, capped; nil where it cannot be read or is empty.
    package func word(_ path: String) -> String? {
        guard
            let text = readable(path, limit: 4096)?.split(separator: "\0").first?.trimmingCharacters(in: .whitespacesAndNewlines)
        else { return nil }
        return text.isEmpty ? nil : FactText.capped(text)
    }

    /// Its text as a number; nil where it is none, or none that 64 bits hold.
    package func number(_ path: String) -> Int64? {
        word(path).flatMap { Figures.number($0) }
    }

    package func lines(_ path: String, limit: Int = DiagnosticsLimits.smallFile) throws(Failure) -> [Substring] {
        try text(path, limit: limit).split(separator: "\n")
    }

    package func exists(_ path: String) -> Bool {
        guard let descriptor = try? open(path, hamyar_path_only) else { return false }
        close(descriptor)
        return true
    }

    package func isDirectory(_ path: String) -> Bool {
        guard let descriptor = try? open(path, hamyar_path_only | O_DIRECTORY) else { return false }
        close(descriptor)
        return true
    }

    /// The names in a directory in order, at most `DiagnosticsLimits.names`; none where it cannot be read.
    package func names(_ path: String, limit: Int = DiagnosticsLimits.names) -> [String] {
        guard let descriptor = try? open(path, O_RDONLY | O_DIRECTORY) else { return [] }
        guard let stream = fdopendir(descriptor) else {
            close(descriptor)
            return []
        }
        defer { closedir(stream) }
        var names: [String] = []
        while names.count < limit, let entry = readdir(stream) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    /// Where a symbolic link leads, as it is written; nil where it is none.
    package func link(_ path: String) -> String? {
        guard let descriptor = try? open(path, hamyar_path_only | O_NOFOLLOW) else { return nil }
        defer { close(descriptor) }
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = buffer.withUnsafeMutableBytes { bytes in
            bytes.baseAddress.map { readlinkat(descriptor, "", $0.assumingMemoryBound(to: CChar.self), bytes.count) } ?? -1
        }
        return count > 0 ? String(decoding: buffer.prefix(count), as: UTF8.self) : nil
    }

    /// Size and time of the last change; nil where there is no such file.
    package func status(_ path: String) -> (size: Int64, changed: Timestamp, user: UInt32)? {
        guard let descriptor = try? open(path, hamyar_path_only) else { return nil }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return nil }
        let changed = Int64(status.st_mtim.tv_sec).multipliedReportingOverflow(by: 1000)
        return (Int64(status.st_size), Timestamp(milliseconds: changed.overflow ? 0 : changed.partialValue), status.st_uid)
    }

    /// At most `limit` bytes from `offset` on.
    ///
    /// Throws diagnosis.unreadable.
    package func bytes(_ path: String, from offset: Int64 = 0, limit: Int) throws(Failure) -> [UInt8] {
        var all: [UInt8] = []
        try each(path, from: offset, limit: limit) { piece in
            all += piece
            return true
        }
        return all
    }

    /// Hands out a regular file piece by piece, so that it is never in memory as a whole (H82).
    ///
    /// - Parameter piece: false ends the reading.
    ///
    /// Throws diagnosis.unreadable.
    package func each(
        _ path: String, from offset: Int64 = 0, limit: Int, _ body: (ArraySlice<UInt8>) throws(Failure) -> Bool
    ) throws(Failure) {
        let descriptor = try open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY)
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw unreadable(path, errno) }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw Failure(.diagnosisUnreadable, ["path": path, "reason": "no regular file"])
        }
        if offset > 0, lseek(descriptor, Int(clamping: offset), SEEK_SET) < 0 { throw unreadable(path, errno) }
        var left = limit
        var piece = [UInt8](repeating: 0, count: min(64 << 10, max(1, limit)))
        while left > 0 {
            let count = read(descriptor, &piece, min(left, piece.count))
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw unreadable(path, errno) }
            if count == 0 { return }
            left -= count
            guard try body(piece[..<count]) else { return }
        }
    }

    func unreadable(_ path: String, _ number: Int32) -> Failure {
        Failure(.diagnosisUnreadable, ["path": path, "reason": String(cString: strerror(number))])
    }

    /// A descriptor; whoever asks closes it.
    private func open(_ path: String, _ flags: Int32) throws(Failure) -> Int32 {
        guard !path.utf8.contains(0) else { throw Failure(.diagnosisUnreadable, ["path": path, "reason": "NUL in the name"]) }
        let descriptor: Int32
        if isMachine {
            descriptor = Glibc.open(path.hasPrefix("/") ? path : "/" + path, flags | O_CLOEXEC)
        } else {
            let root = Glibc.open(self.path, hamyar_path_only | O_DIRECTORY | O_CLOEXEC)
            guard root >= 0 else { throw unreadable(self.path, errno) }
            // 0x10 is RESOLVE_IN_ROOT.
            let relative = String(path.drop { $0 == "/" })
            descriptor = hamyar_openat2(root, relative.isEmpty ? "." : relative, UInt64(flags | O_CLOEXEC), 0, 0x10)
            let number = errno
            close(root)
            errno = number
        }
        guard descriptor >= 0 else { throw unreadable(path, errno) }
        return descriptor
    }
}
