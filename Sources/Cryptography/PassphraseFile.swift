import Primitives

/// A passphrase in a file that only its owner can read: its first line.
package enum PassphraseFile {
    /// Throws key.exposed, key.unreadable (also where there is none, or it is no UTF-8).
    package static func read(_ path: String) throws -> String {
        let bytes: [UInt8]
        do {
            bytes = try SecretFile.read(path)
        } catch let failure as Failure where failure.code == .keyAbsent {
            throw Failure(.keyUnreadable, ["path": path, "reason": "absent"])
        }
        let line = bytes.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
        guard let text = String(validating: line, as: UTF8.self) else {
            throw Failure(.keyUnreadable, ["path": path, "reason": "no UTF-8"])
        }
        return text
    }
}
