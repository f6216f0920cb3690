import CLinux
package import Cryptography
import Glibc
import Primitives

/// Unpacks a payload into a new directory, which must be empty and nobody else's to write in.
///
/// Each name is made, never opened: what is there already, or comes in between, is refused. All of it is on the disk when this returns.
package struct PayloadExtractor {
    private let root: Int32
    private var entries: [TreeListing.Entry] = []

    /// - Parameters:
    ///   - payload: read from its present position to its end.
    ///   - directory: stays the caller's.
    ///   - expected: the tree's digest of the signed description; nil where there is none.
    /// - Returns: what was unpacked.
    ///
    /// Throws payload.malformed, payload.too-large, payload.mismatch, payload.file; what was made so far stays, for the caller to remove.
    package static func extract(
        _ payload: Int32, into directory: Int32, allowing allowance: PayloadReader.Allowance = .init(),
        expecting expected: Digest? = nil
    ) throws -> TreeListing {
        var extractor = PayloadExtractor(root: directory)
        try extractor.requireEmpty()
        var reader = try PayloadReader(allowing: allowance) { try OpenedFile.read(payload, "payload", into: $0) }
        while let entry = try reader.next() { try extractor.make(entry, &reader) }
        try OpenedFile.check("syncfs", "payload") { hamyar_synchronise_file_system(directory) }
        let listing = try TreeListing(extractor.entries)
        if let expected, listing.digest != expected {
            throw Failure(.payloadMismatch, ["expected": expected.description, "found": listing.digest.description])
        }
        return listing
    }

    private init(root: Int32) {
        self.root = root
    }

    private func requireEmpty() throws {
        guard try DirectoryNames.list(root, ".").isEmpty else {
            throw Failure(
                .payloadFile,
                ["path": ".", "call": "readdir", "reason": String(cString: strerror(ENOTEMPTY)), "errno": "\(ENOTEMPTY)"])
        }
    }

    private mutating func make(_ entry: PayloadEntry, _ reader: inout PayloadReader) throws {
        let parent = try OpenedFile(entry.path.parent ?? Array(".".utf8), beneath: root, O_RDONLY | O_DIRECTORY)
        let name = entry.path.names.last ?? ""
        let path = entry.path.description
        var digest: Digest?
        switch entry.kind {
        case .directory:
            try OpenedFile.check("mkdirat", path) { mkdirat(parent.number, name, 0o755) }
            // Whatever the umask takes away.
            let made = try OpenedFile(Array(name.utf8), beneath: parent.number, O_RDONLY | O_DIRECTORY)
            try OpenedFile.check("fchmod", path) { fchmod(made.number, 0o755) }
        case .link(let target):
            try OpenedFile.check("symlinkat", path) { symlinkat(target, parent.number, name) }
        case .file(_, let executable):
            digest = try write(Array(name.utf8), in: parent, executable, &reader)
        }
        entries.append(TreeListing.Entry(path: entry.path, kind: entry.kind, digest: digest))
    }

    private func write(
        _ name: [UInt8], in parent: borrowing OpenedFile, _ executable: Bool, _ reader: inout PayloadReader
    ) throws -> Digest {
        let file = try OpenedFile(name, beneath: parent.number, O_WRONLY | O_CREAT | O_EXCL, mode: 0o600)
        var stream = DigestStream()
        var room = [UInt8](repeating: 0, count: 128 << 10)
        while true {
            let count = try room.withUnsafeMutableBytes { try reader.read(into: $0) }
            if count == 0 { break }
            try room.withUnsafeBytes { bytes in
                let piece = UnsafeRawBufferPointer(rebasing: bytes[..<count])
                stream.update(piece)
                try file.write(piece)
            }
        }
        try OpenedFile.check("fchmod", file.path) { fchmod(file.number, executable ? 0o755 : 0o644) }
        return stream.finish()
    }
}
