import AuditStorage
package import Cryptography
package import Primitives
import Storage

/// A target as a targets role lists it.
package struct ReleasedTarget: Hashable, Sendable {
    /// What it says of itself; words that are missing are empty.
    package struct Words: Hashable, Sendable {
        package static let release = "release"
        package static let fix = "fix"

        package var product = ""
        package var version = ""
        package var platform = ""
        /// release, patch, fix.
        package var kind = ""
        package var forVersion = ""
        package var from = ""
        /// YYYY-MM-DD.
        package var released = ""

        package init() {}
    }

    package let path: String
    package let digest: Digest
    /// Bytes.
    package let size: Int64
    /// That signed it.
    package let role: String
    package var words: Words
    /// When a snapshot first left it out; nil: it is current.
    package let dropped: Timestamp?

    package init(path: String, digest: Digest, size: Int64, role: String, words: Words) {
        self.path = path
        self.digest = digest
        self.size = size
        self.role = role
        self.words = words
        dropped = nil
    }

    init(_ row: Row) throws {
        path = try row.value("path")
        digest = try row.value("digest")
        size = try row.value("size")
        role = try row.value("role")
        dropped = try row.value("dropped")
        words = Words()
        words.product = try row.value("product")
        words.version = try row.value("version")
        words.platform = try row.value("platform")
        words.kind = try row.value("kind")
        words.forVersion = try row.value("for_version")
        words.from = try row.value("from_version")
        words.released = try row.value("released")
    }
}
