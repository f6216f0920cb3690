import Foundation
import Glibc
import Payloads
import Primitives
package import Updates

extension ReleaseWorkspace {
    /// The newest versions below this one whose payloads are here, from which machines may be patched.
    package func older(
        than version: ReleaseVersion, of product: String, _ platform: String, atMost count: Int
    ) throws -> [OlderTree] {
        let lower = try listed(product).filter {
            !$0.isPatch && $0.description.platform == platform && $0.description.version < version
        }
        return lower.suffix(count).reversed().map { OlderTree(version: $0.description.version) }
    }

    /// Unpacks a version's payload into a new directory.
    ///
    /// Throws release.absent, release.storage, the codes of `payload`.
    func unpack(_ product: String, _ version: ReleaseVersion, _ platform: String, into directory: String) throws {
        let path = ReleasePath.payload(product, version, platform)
        guard let target = try targets(product)?.targets[path] else { throw Failure(.releaseAbsent, ["name": path]) }
        let file = targets + "/" + Self.servedPath(path, target.file)
        let payload = open(file, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard payload >= 0 else { throw Places.failure(file) }
        defer { close(payload) }
        try Places.makeDirectory(directory, mode: 0o700)
        let place = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard place >= 0 else { throw Places.failure(directory) }
        defer { close(place) }
        _ = try PayloadExtractor.extract(
            payload, into: place, expecting: ReleaseDescription(target.custom, of: path).tree.digest)
    }

    /// A directory of one build, which is removed behind it.
    func withScratch<Value>(_ body: (String) throws -> Value) throws -> Value {
        let place = directory + "/build-\(getpid())"
        try? FileManager.default.removeItem(atPath: place)
        try Places.makeDirectory(place, mode: 0o700)
        defer { try? FileManager.default.removeItem(atPath: place) }
        return try body(place)
    }
}
