import Primitives
import Updates

/// How two versions compare, as texts of the journal and of descriptions.
enum VersionOrder {
    /// Whether the first is the later one. Throws install.no-release for what is no version.
    static func isHigher(_ version: String, than other: String) throws -> Bool {
        guard let left = ReleaseVersion(version), let right = ReleaseVersion(other) else {
            throw Failure(.installNoRelease, ["product": "", "version": version, "reason": "no version"])
        }
        return left > right
    }
}
