package import Cryptography

/// What a tree consists of, in the order of its paths, and the one digest that names it.
///
/// The digest is of lines `f NUL mode NUL size NUL SHA-256 NUL path LF`, `d NUL path LF`, `l NUL target NUL path LF` (Protocol/releases.md).
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

    package init(_ entries: [Entry]) {
        self.entries = entries.sorted { $0.path < $1.path }
    }

    /// Files alone.
    package var fileCount: Int { entries.count { if case .file = $0.kind { true } else { false } } }

    /// Of all files, saturating.
    package var byteCount: Int64 {
        entries.reduce(0) { sum, entry in
            guard case .file(let size, _) = entry.kind else { return sum }
            let (total, overflow) = sum.addingReportingOverflow(size)
            return overflow ? .max : total
        }
    }

    package var digest: Digest {
        var stream = DigestStream()
        for entry in entries { stream.update(Self.line(entry)) }
        return stream.finish()
    }

    private static func line(_ entry: Entry) -> [UInt8] {
        var fields: [[UInt8]]
        switch entry.kind {
        case .directory: fields = [Array("d".utf8)]
        case .link(let target): fields = [Array("l".utf8), Array(target.utf8)]
        case .file(let size, let executable):
            let words = ["f", executable ? "755" : "644", String(size), entry.digest?.description ?? ""]
            fields = words.map { Array($0.utf8) }
        }
        fields.append(entry.path.bytes)
        return Array(fields.joined(separator: [0])) + [UInt8(ascii: "\n")]
    }
}
