import Cryptography
import Glibc
package import Primitives

/// A directory on the disk as a payload would have it. Links are not followed; special files are refused.
package struct SourceTree: ~Copyable {
    let root: OpenedFile

    /// Throws payload.file.
    package init(_ path: String) throws(Failure) {
        root = try OpenedFile(directory: path)
    }

    /// Throws payload.malformed, payload.too-large, payload.file.
    package func entries() throws -> [PayloadEntry] {
        var found: [PayloadEntry] = []
        try walk(nil, &found)
        return found.sorted { $0.path < $1.path }
    }

    /// With the digest of every file's content. Throws as `entries` does, and what the closure throws.
    ///
    /// - Parameter body: is given all contents, in the order of the listing.
    package func listing(reading body: (UnsafeRawBufferPointer) throws -> Void = { _ in }) throws -> TreeListing {
        try TreeListing(
            try entries().map { entry in
                guard case .file = entry.kind else {
                    return TreeListing.Entry(path: entry.path, kind: entry.kind, digest: nil)
                }
                var stream = DigestStream()
                try read(entry) { bytes in
                    stream.update(bytes)
                    try body(bytes)
                }
                return TreeListing.Entry(path: entry.path, kind: entry.kind, digest: stream.finish())
            })
    }

    /// Calls the closure with the content of a file, piece by piece. Throws payload.malformed where the size is another one than before.
    func read(_ entry: PayloadEntry, _ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        guard case .file(let size, _) = entry.kind else { return }
        let file = try OpenedFile(entry.path.bytes, beneath: root.number, O_RDONLY | O_NONBLOCK)
        var left = size
        var room = [UInt8](repeating: 0, count: 128 << 10)
        while true {
            let count = try room.withUnsafeMutableBytes { try file.read(into: $0) }
            if count == 0 { break }
            left -= Int64(count)
            guard left >= 0 else { break }
            try room.withUnsafeBytes { try body(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
        }
        guard left == 0 else { throw Self.malformed(entry.path, "changed meanwhile") }
    }

    private func walk(_ directory: PayloadPath?, _ found: inout [PayloadEntry]) throws {
        let opened = try OpenedFile(directory?.bytes ?? Array(".".utf8), beneath: root.number, O_RDONLY | O_DIRECTORY)
        for name in try DirectoryNames.list(opened.number, opened.path) {
            let path = try PayloadPath((directory.map { $0.bytes + [UInt8(ascii: "/")] } ?? []) + name)
            let entry = PayloadEntry(path: path, kind: try kind(path, String(decoding: name, as: UTF8.self), in: opened))
            try entry.check()
            found.append(entry)
            guard found.count <= PayloadLimits.maximumEntries else {
                throw Failure(.payloadTooLarge, ["what": "entries", "limit": String(PayloadLimits.maximumEntries)])
            }
            if entry.kind == .directory { try walk(path, &found) }
        }
    }

    private func kind(_ path: PayloadPath, _ name: String, in parent: borrowing OpenedFile) throws -> PayloadEntry.Kind {
        var status = stat()
        let number = parent.number
        try OpenedFile.check("fstatat", path.description) { fstatat(number, name, &status, AT_SYMLINK_NOFOLLOW) }
        switch status.st_mode & S_IFMT {
        case S_IFDIR: return .directory
        case S_IFREG: return .file(size: Int64(status.st_size), executable: status.st_mode & 0o100 != 0)
        case S_IFLNK: return .link(target: try Self.target(name, path, in: number))
        default: throw Self.malformed(path, "special file")
        }
    }

    private static func target(_ name: String, _ path: PayloadPath, in parent: Int32) throws -> String {
        var room = [UInt8](repeating: 0, count: PayloadLimits.maximumLinkTarget + 1)
        let count = try OpenedFile.check("readlinkat", path.description) {
            room.withUnsafeMutableBytes { bytes in
                bytes.baseAddress.map { readlinkat(parent, name, $0.assumingMemoryBound(to: CChar.self), bytes.count) } ?? -1
            }
        }
        guard count <= PayloadLimits.maximumLinkTarget else {
            throw Failure(.payloadTooLarge, ["what": "link", "limit": String(PayloadLimits.maximumLinkTarget)])
        }
        guard let target = String(validating: room.prefix(count), as: UTF8.self) else { throw malformed(path, "no UTF-8") }
        return target
    }

    private static func malformed(_ path: PayloadPath, _ reason: String) -> Failure {
        Failure(.payloadMalformed, ["path": path.description, "reason": reason])
    }
}
