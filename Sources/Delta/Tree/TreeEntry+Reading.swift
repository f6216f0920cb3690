import Cryptography

extension TreeEntry {
    /// Reads a line of the canonical listing; nil unless it is exactly what `line` would write.
    init?(line: some StringProtocol) {
        let fields = line.split(separator: Character("\t"), omittingEmptySubsequences: false).map { String($0) }
        guard let path = fields.last else { return nil }
        switch (fields[0], fields.count) {
        case ("d", 3):
            guard let mode = Self.mode(fields[1]) else { return nil }
            self.init(path, .directory(mode: mode))
        case ("f", 5):
            guard let mode = Self.mode(fields[1]), let size = Int(fields[2]), size >= 0,
                let digest = Digest(hexadecimal: fields[3])
            else { return nil }
            self.init(path, .file(mode: mode, size: size, digest: digest))
        case ("l", 3): self.init(path, .link(target: fields[1]))
        default: return nil
        }
        guard self.line == line else { return nil }
    }

    private static func mode(_ text: String) -> UInt32? {
        text.utf8.count == 3 ? UInt32(text, radix: 8) : nil
    }
}
