import Cryptography
import Foundation
import Primitives
import Sessions

/// What makes two commands the same piece of work: then they are one operation, performed once.
enum OperationKey: Codable, Hashable, Sendable {
    case push(session: String, source: SourceIdentity, destination: String, overwrite: String)
    /// `target` is the absolute path of the file here.
    case pull(session: String, source: String, target: String)

    /// A file name: SHA-256 of the canonical form.
    func name() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Digest.of(Array(try encoder.encode(self))).description
    }
}
