import DurableFiles
import Primitives
import Updates

/// The root that the installer's own trust begins with: given by hand when it is set up, never by the agent.
package enum InstallerTrust {
    /// Throws metadata.absent, metadata.malformed, metadata.unsigned, metadata.storage.
    package static func begin(with path: String, in directory: String) throws {
        guard let bytes = try DurableFile(path, failing: .metadataStorage).read(limit: UpdateLimits.maximumRoot) else {
            throw Failure(.metadataAbsent, ["name": path])
        }
        try UpdateClient.begin(bytes, in: MetadataStore(directory))
    }
}
