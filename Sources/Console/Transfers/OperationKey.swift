import Cryptography
import Foundation
import Primitives
import Sessions

/// What makes two commands the same piece of work: then they are one operation, performed once.
enum OperationKey: Codable, Hashable, Sendable {
    /// `manifest` says what is in the files, so that anything else is other work.
    case push(session: String, source: String, destination: String, overwrite: String, deletes: Bool, manifest: String)
    /// `target` is the absolute path of the file here.
    case pull(session: String, source: String, target: String)
    /// A directory; the patterns are part of what is asked for.
    case pullTree(session: String, source: String, target: String, include: [String], exclude: [String], links: String)

    /// An install or a patch; `work` names its target.
    case install(session: String, work: String)

    /// A bundle of a machine, for a file here.
    case diagnosis(session: String, only: [String], since: Int64, target: String)

    /// A file name: SHA-256 of the canonical form.
    func name() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Digest.of(Array(try encoder.encode(self))).description
    }
}
