import Cryptography
import Primitives
import Sentences

/// `release trust`.
package struct ReleaseTrustOutput: Report {
    /// Of the root's file.
    let sha256: String

    /// Throws `metadata` codes, `update.root-known`.
    package init(trusting path: String, at home: ConsoleHome) throws {
        sha256 = try ReleaseTrust(home).begin(LocalPath.absolute(path)).description
    }

    package func write(to page: inout Page) {
        page.field(.rootTrusted, sha256)
    }
}
