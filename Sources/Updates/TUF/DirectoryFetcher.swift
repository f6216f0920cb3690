import DurableFiles
import Primitives

/// Metadata that somebody else laid into a directory: nothing about it is believed, not even that its files are files.
package struct DirectoryFetcher: MetadataFetcher {
    private let directory: String

    package init(_ directory: String) {
        self.directory = directory
    }

    package func fetch(_ name: String, maximumLength: Int) async throws -> [UInt8] {
        guard !name.contains("/"), name != "..", name != "." else { throw Failure(.metadataAbsent, ["name": name]) }
        guard let bytes = try DurableFile(directory + "/" + name, failing: .metadataUnreachable).read(limit: maximumLength) else {
            throw Failure(.metadataAbsent, ["name": name])
        }
        return bytes
    }
}
