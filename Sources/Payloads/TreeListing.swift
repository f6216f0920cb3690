package import Cryptography
package import Primitives

/// What a tree consists of: each name once, in the order of the paths' bytes, every name in a directory that is there, and the one digest that
/// names it all. Payloads, patches, and what is installed are compared by it.
///
/// Its text has one form, of lines `f NUL mode NUL size NUL SHA-256 NUL path LF`, `d NUL path LF`, `l NUL target NUL path LF` (Protocol/releases.md).
package struct TreeListing: Hashable, Sendable {
    package struct Entry: Hashable, Sendable {
        package let path: PayloadPath
        package let kind: PayloadEntry.Kind
        /// Of a file's content; nil for others.
        package let digest: Digest?

        package init(path: PayloadPath, kind: PayloadEntry.Kind, digest: Digest?) {
            self.path = path
            self.kind = kind
            self.digest = digest
        }
    }

    package let entries: [Entry]
    /// Bytes of all files.
    package let byteCount: Int64

    /// Sorts the entries. Throws payload.malformed, payload.too-large for what no tree may have (H50, H53).
    package init(_ entries: [Entry]) throws(Failure) {
        try self.init(sorted: entries.sorted { $0.path < $1.path })
    }

    init(sorted entries: [Entry]) throws(Failure) {
        guard entries.count <= PayloadLimits.maximumEntries else {
            throw Failure(.payloadTooLarge, ["what": "entries", "limit": String(PayloadLimits.maximumEntries)])
        }
        var directories: Set<[UInt8]> = []
        var last: PayloadPath?
        var bytes: Int64 = 0
        for entry in entries {
            if let last, last >= entry.path { throw Self.malformed(entry.path, "order") }
            last = entry.path
            // Through a link or a file nothing is reached.
            if let parent = entry.path.parent, !directories.contains(parent) { throw Self.malformed(entry.path, "no directory") }
            try PayloadEntry(path: entry.path, kind: entry.kind).check()
            switch entry.kind {
            case .directory: directories.insert(entry.path.bytes)
            case .link: break
            case .file(let size, _):
                guard entry.digest != nil else { throw Self.malformed(entry.path, "no digest") }
                guard size <= PayloadLimits.maximumTotalSize - bytes else {
                    throw Failure(.payloadTooLarge, ["what": "bytes", "limit": String(PayloadLimits.maximumTotalSize)])
                }
                bytes += size
            }
        }
        self.entries = entries
        byteCount = bytes
    }

    /// Files alone, in the order of the listing.
    package var files: [Entry] {
        entries.filter { if case .file = $0.kind { true } else { false } }
    }

    package var fileCount: Int { files.count }

    package var text: [UInt8] { entries.flatMap(\.line) }

    package var digest: Digest {
        var stream = DigestStream()
        for entry in entries { stream.update(entry.line) }
        return stream.finish()
    }

    static func malformed(_ path: PayloadPath, _ reason: String) -> Failure {
        Failure(.payloadMalformed, ["path": path.description, "reason": reason])
    }
}

extension TreeListing.Entry {
    /// In the listing's text, with its line feed.
    var line: [UInt8] {
        var fields: [[UInt8]]
        switch kind {
        case .directory: fields = [Array("d".utf8)]
        case .link(let target): fields = [Array("l".utf8), Array(target.utf8)]
        case .file(let size, let executable):
            let words = ["f", executable ? "755" : "644", String(size), digest?.description ?? ""]
            fields = words.map { Array($0.utf8) }
        }
        fields.append(path.bytes)
        return Array(fields.joined(separator: [0])) + [UInt8(ascii: "\n")]
    }
}
