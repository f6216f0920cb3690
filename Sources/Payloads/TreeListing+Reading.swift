import Cryptography
package import Primitives

extension TreeListing {
    /// Reads the text of a listing. Throws payload.malformed where it is not exactly what `text` would be, and what `init` throws (H53).
    package init(text: UnsafeRawBufferPointer) throws(Failure) {
        guard text.isEmpty || text.last == UInt8(ascii: "\n") else { throw Self.malformed("end") }
        var entries: [Entry] = []
        var rest = text[...]
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            guard entries.count < PayloadLimits.maximumEntries else { throw Self.malformed("too many lines") }
            entries.append(try Entry(line: Array(rest[...end])))
            rest = rest[(end + 1)...]
        }
        try self.init(sorted: entries)
    }

    fileprivate static func malformed(_ reason: String) -> Failure {
        Failure(.payloadMalformed, ["path": "", "reason": "listing: " + reason])
    }
}

extension TreeListing.Entry {
    fileprivate init(line: [UInt8]) throws(Failure) {
        let fields = line.dropLast().split(separator: 0, omittingEmptySubsequences: false)
        guard let last = fields.last else { throw TreeListing.malformed("line") }
        let path = try PayloadPath(last)
        let words = fields.dropLast().map { String(decoding: $0, as: UTF8.self) }
        switch (words.first, words.count) {
        case ("d", 1): self.init(path: path, kind: .directory, digest: nil)
        case ("l", 2): self.init(path: path, kind: .link(target: words[1]), digest: nil)
        case ("f", 4):
            guard let size = Int64(words[2]), size >= 0, let digest = Digest(hexadecimal: words[3]) else {
                throw TreeListing.malformed("numbers of \(path)")
            }
            self.init(path: path, kind: .file(size: size, executable: words[1] == "755"), digest: digest)
        default: throw TreeListing.malformed("line of \(path)")
        }
        // One way to write each: other spellings of numbers and modes are refused.
        guard self.line == line else { throw TreeListing.malformed("spelling of \(path)") }
    }
}
