import Sessions

/// The name under which a customer's file is saved: a name and never a path, whatever the customer's machine called it (H50).
enum AttachmentName {
    /// Bytes: with a number before it, it stays below the 255 bytes of a file system.
    static let byteLimit = 200

    static func safe(_ name: String, id: String) -> String {
        let last = name.split(separator: "/", omittingEmptySubsequences: false).last.map(String.init) ?? ""
        var safe = String(DisplayText.stripped(last, limit: .max).map { $0 == "\\" || $0 == ":" ? "_" : $0 })
        // No hidden file, no option of a command, no place above.
        while let first = safe.first, first == "." || first == "-" || first == " " || first == "~" { safe.removeFirst() }
        guard !safe.isEmpty else { return id }
        guard safe.utf8.count > byteLimit else { return safe }
        let ending = safe.lastIndex(of: ".").map { String(safe[$0...]) } ?? ""
        let kept = ending.utf8.count <= 10 ? ending : ""
        while safe.utf8.count + kept.utf8.count > byteLimit { safe.removeLast() }
        return safe.isEmpty ? id : safe + kept
    }
}
