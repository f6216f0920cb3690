package import Primitives

/// Where verified releases come from.
package protocol ReleaseSource: Sendable {
    /// Verifies what the spool has. Everything in it is the agent's word until this returns.
    func release(product: String, version: String, installed: String?, spool: String, at now: Timestamp) throws -> VerifiedRelease

    /// Whether the first version is the later one. Throws for what is no version.
    func isHigher(_ version: String, than other: String) throws -> Bool

    /// Makes a version's tree of another one's and a patch.
    ///
    /// - Parameters:
    ///   - patch: the verified copy.
    ///   - destination: an empty directory.
    func apply(patch: String, to old: String, into destination: String) throws
}
