import DurableFiles
import Glibc
package import Primitives

/// The metadata that is trusted, in a directory of the program's own, each role under its unversioned name. These files are the marks below
/// which no version falls: each is whole, and on the disk before anything builds upon it.
package struct MetadataStore: Sendable {
    package let directory: String
    private static let suffix = ".new"

    /// Makes the directory where there is none; removes what a killed process left unfinished.
    ///
    /// Throws metadata.storage.
    package init(_ directory: String) throws(Failure) {
        self.directory = directory
        guard mkdir(directory, 0o755) == 0 || errno == EEXIST else { throw failure() }
        guard let stream = opendir(directory) else { throw failure() }
        defer { closedir(stream) }
        while let item = readdir(stream) {
            let name = withUnsafeBytes(of: &item.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
            if name.hasSuffix(Self.suffix) { unlinkat(dirfd(stream), name, 0) }
        }
    }

    /// nil where nothing of the role was trusted yet.
    package func load(_ role: String) throws -> [UInt8]? {
        try file(MetadataRole.fileName(role)).read(limit: MetadataRole.limit(of: role))
    }

    /// On the disk when this returns.
    package func save(_ bytes: [UInt8], of role: String) throws {
        try file(MetadataRole.fileName(role)).replace(with: bytes, mode: 0o644)
    }

    /// A new version of root. Where it takes keys from timestamp or snapshot, what these said before is forgotten: also if the program ends
    /// between any two of these steps, and not before the new root is there.
    package func saveRoot(_ bytes: [UInt8], version: Int64, forgetting: Bool) throws {
        if forgetting { try recovery.replace(with: Array(String(version).utf8), mode: 0o644) }
        try save(bytes, of: MetadataRole.root)
        if forgetting { try forget() }
    }

    /// Finishes what `saveRoot` began.
    ///
    /// - Parameter version: of the root that is stored.
    package func recover(at version: Int64) throws {
        guard let bytes = try recovery.read(limit: 32) else { return }
        // A mark of a root that did not come to be stored: it will be fetched, and marked, again.
        guard let marked = Int64(String(decoding: bytes, as: UTF8.self)), marked > version else { return try forget() }
    }

    /// The latest time at which a refresh succeeded; time before it has passed, whatever the clock says. Only success moves it, so that a wrong
    /// clock cannot take it further than the newest metadata lives.
    package func timeSeen() throws -> Timestamp {
        guard let bytes = try seen.read(limit: 32), let value = Int64(String(decoding: bytes, as: UTF8.self)) else {
            return .distantPast
        }
        return Timestamp(milliseconds: value)
    }

    package func saw(_ time: Timestamp) throws {
        guard try timeSeen() < time else { return }
        try seen.replace(with: Array(String(time.milliseconds).utf8), mode: 0o644)
    }

    private var recovery: DurableFile { file("forget-before-root") }
    private var seen: DurableFile { file("time-seen") }

    private func forget() throws {
        try file(MetadataRole.fileName(MetadataRole.timestamp)).remove()
        try file(MetadataRole.fileName(MetadataRole.snapshot)).remove()
        try recovery.remove()
    }

    private func file(_ name: String) -> DurableFile {
        DurableFile(directory + "/" + name, failing: .metadataStorage)
    }

    private func failure() -> Failure {
        let number = errno
        return Failure(
            .metadataStorage, ["path": directory, "reason": String(cString: strerror(number)), "errno": String(number)])
    }
}
