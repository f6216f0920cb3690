import FileTransfer
import Foundation
import Glibc
import Primitives

/// Which file this is, so that the same command finds its unfinished operation again.
struct SourceIdentity: Codable, Hashable, Sendable {
    /// Absolute.
    let path: String
    let size: Int64
    /// Nanoseconds since 1970.
    let modified: Int64

    init(_ file: OutgoingFile, path: String) {
        self.path = Self.absolute(path)
        size = file.size
        modified = file.modified
    }

    static func absolute(_ path: String) -> String {
        URL(fileURLWithPath: path).standardizedFileURL.path
    }
}
