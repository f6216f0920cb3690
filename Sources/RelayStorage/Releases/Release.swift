import AuditStorage
package import Cryptography
package import Primitives
import Storage

/// A snapshot that became the current one.
package struct Release: Hashable, Sendable {
    package let number: Int64
    /// Versions of metadata.
    package let root: Int64
    package let snapshot: Int64
    package let targets: Int64
    /// Of the snapshot's metadata.
    package let digest: Digest
    package let rootExpires: Timestamp
    package let snapshotExpires: Timestamp
    package let technician: TechnicianID
    package let published: Timestamp

    init(_ row: Row) throws {
        number = try row.value("number")
        root = try row.value("root")
        snapshot = try row.value("snapshot")
        targets = try row.value("targets")
        digest = try row.value("digest")
        rootExpires = try row.value("root_expires")
        snapshotExpires = try row.value("snapshot_expires")
        technician = try row.value("technician")
        published = try row.value("published")
    }
}

/// What is to become the current snapshot, verified.
package struct NewRelease: Sendable {
    package var root: Int64 = 0
    package var snapshot: Int64 = 0
    package var targets: Int64 = 0
    package var digest: Digest
    package var rootExpires = Timestamp.distantPast
    package var snapshotExpires = Timestamp.distantPast
    /// All names that it consists of, roots too.
    package var metadata: [PublishedMetadata] = []
    package var listed: [ReleasedTarget] = []

    package init(snapshot digest: Digest) {
        self.digest = digest
    }
}

/// One file of metadata: its name never changes its content.
package struct PublishedMetadata: Hashable, Sendable {
    package let name: String
    package let digest: Digest
    package let role: String
    package let version: Int64
    package let expires: Timestamp

    package init(name: String, digest: Digest, role: String, version: Int64, expires: Timestamp) {
        self.name = name
        self.digest = digest
        self.role = role
        self.version = version
        self.expires = expires
    }

    init(_ row: Row) throws {
        name = try row.value("name")
        digest = try row.value("digest")
        role = try row.value("role")
        version = try row.value("version")
        expires = try row.value("expires")
    }
}

/// The one timestamp.
package struct StoredTimestamp: Hashable, Sendable {
    package let version: Int64
    package let content: [UInt8]
    package let signed: Timestamp
    package let expires: Timestamp

    package init(version: Int64, content: [UInt8], signed: Timestamp, expires: Timestamp) {
        self.version = version
        self.content = content
        self.signed = signed
        self.expires = expires
    }

    init(_ row: Row) throws {
        version = try row.value("version")
        content = try row.value("content")
        signed = try row.value("signed")
        expires = try row.value("expires")
    }
}
