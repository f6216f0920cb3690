import AuditStorage
package import Cryptography
import Primitives
import Storage

/// A guide that is sent to customers: a text or a video about a product (requirements A13, B5.3).
package struct LibraryItem: Hashable, Sendable {
    package enum Form: String, Sendable, CaseIterable {
        case text
        case video
    }

    package let name: String
    package let version: String
    package let form: Form
    package let product: String
    /// SHA-256 of the file.
    package let digest: Digest
    /// Bytes of the file.
    package let size: UInt64

    package init(name: String, version: String, form: Form, product: String, digest: Digest, size: UInt64) {
        self.name = name
        self.version = version
        self.form = form
        self.product = product
        self.digest = digest
        self.size = size
    }

    init(_ row: Row) throws {
        self.init(
            name: try row.value("name"), version: try row.value("version"), form: try row.word("form"),
            product: try row.value("product"), digest: try row.value("digest"), size: try row.value("size"))
    }
}
