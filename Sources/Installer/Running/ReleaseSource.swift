package import Primitives

/// Where verified releases come from.
package protocol ReleaseSource: Sendable {
    /// Verifies what the spool has. Everything in it is the agent's word until this returns.
    ///
    /// - Parameters:
    ///   - installed: the committed version; nil for the first one.
    ///   - spool: a directory that the agent may change at any time.
    func release(product: String, version: String, installed: String?, spool: String, at now: Timestamp) throws -> VerifiedRelease
}
