package import Cryptography
package import Primitives

/// What is in a tree: each name once, ascending by the paths' bytes, every parent a directory of the listing.
///
/// Its text has one canonical form, whose SHA-256 is a release's `tree.sha256`.
package struct TreeListing: Equatable, Sendable {
    package let entries: [TreeEntry]
    /// Bytes of all files.
    package let size: Int

    /// Sorts the entries. Throws delta.listing for what no tree may have (H50, H53), delta.too-large.
    package init(_ entries: [TreeEntry]) throws(Failure) {
        try self.init(sorted: entries.sorted { TreePath.precedes($0.path, $1.path) })
    }

    private init(sorted entries: [TreeEntry]) throws(Failure) {
        guard entries.count <= DeltaLimits.maximumEntries else { throw Self.fault("", "too many entries") }
        var directories: Set<[UInt8]> = []
        var last: String?
        var size = 0
        for entry in entries {
            if let fault = TreePath.fault(entry.path) { throw Self.fault(entry.path, fault) }
            if let last, !TreePath.precedes(last, entry.path) { throw Self.fault(entry.path, "order") }
            last = entry.path
            if let slash = entry.path.utf8.lastIndex(of: UInt8(ascii: "/")) {
                // Through a link or a file nothing is reached.
                guard directories.contains(Array(entry.path.utf8[..<slash])) else {
                    throw Self.fault(entry.path, "no directory above")
                }
            }
            switch entry.kind {
            case .directory(let mode):
                guard mode <= 0o777 else { throw Self.fault(entry.path, "mode") }
                directories.insert(Array(entry.path.utf8))
            case .file(let mode, let bytes, _):
                guard mode <= 0o777, bytes >= 0, bytes <= DeltaLimits.maximumSize - size else {
                    throw Self.fault(entry.path, "size")
                }
                size += bytes
            case .link(let target):
                if let fault = TreePath.fault(linkTarget: target, of: entry.path) { throw Self.fault(entry.path, fault) }
            }
        }
        self.entries = entries
        self.size = size
    }

    /// Reads the canonical text. Throws delta.listing where it is not exactly that.
    package init(text: UnsafeRawBufferPointer) throws(Failure) {
        guard text.count <= DeltaLimits.maximumListing, let whole = String(validating: text, as: UTF8.self),
            whole.isEmpty || whole.utf8.last == UInt8(ascii: "\n")
        else { throw Self.fault("", "text") }
        var entries: [TreeEntry] = []
        for line in whole.utf8.dropLast().split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        where !whole.isEmpty {
            guard entries.count < DeltaLimits.maximumEntries, let entry = TreeEntry(line: Substring(line)) else {
                throw Self.fault(String(Substring(line).prefix(200)), "line")
            }
            entries.append(entry)
        }
        try self.init(sorted: entries)
    }

    /// The canonical form: a line for each entry, each ended by a line feed.
    package var text: [UInt8] {
        var text: [UInt8] = []
        for entry in entries {
            text += entry.line.utf8
            text.append(UInt8(ascii: "\n"))
        }
        return text
    }

    package var digest: Digest { Digest.of(text) }

    /// The files, in the order in which their contents follow each other in a patch.
    var files: [TreeEntry] {
        entries.filter { if case .file = $0.kind { true } else { false } }
    }

    private static func fault(_ path: String, _ reason: String) -> Failure {
        Failure(.deltaListing, ["path": path, "reason": reason])
    }
}
