import Primitives
import Releases
import Updates

/// What leaves the release directory.
extension ReleasePlace {
    /// Makes what is staged and signed the published state of the directory, with a snapshot of it. What is there already stays.
    ///
    /// Throws `release.unsigned`, naming the first role that lacks signatures: then nothing changes.
    package func publish() throws -> ReleaseRolesOutput {
        try workspace.publish(keys: keys, now: now)
        return try report()
    }

    /// Sends what is published here to the relay, and has it become the current snapshot.
    ///
    /// - Throws: `release.absent`, the codes of `file`, `release` and `metadata` for what the relay refuses; the snapshot before stays the
    ///   current one then.
    package func upload(by carrier: FileCarrier) async throws -> ReleasePublishOutput {
        try await ReleaseUploader(carrier).publish(workspace.publication())
    }

    /// Takes a version out, and stages that.
    ///
    /// - Parameter relay: who has the version; nil where no relay can be asked.
    /// - Throws: `release.absent` where it is not listed, and was not taken out since the last publication.
    package func withdraw(
        _ product: String, _ version: String, asking relay: (() async throws -> ReleaseListOutput)?
    ) async throws -> WithdrawalOutput {
        let wanted = try Self.version(version, option: "VERSION")
        // A relay that is away keeps nobody from withdrawing.
        let list = try? await relay?()
        let gone = try workspace.withdraw(product, wanted, now: now)
        let published = try workspace.publishedPaths(product, wanted)
        guard !gone.isEmpty || !published.isEmpty else { throw Failure(.releaseAbsent, ["name": "\(product) \(version)"]) }
        let paths = gone.isEmpty ? published : gone
        return WithdrawalOutput(product: product, version: version, targets: paths, list: list, release: try report())
    }

    /// What is in the directory.
    ///
    /// - Parameter subject: a product, `scripts/NAME` or `diagnostics/PRODUCT`; nil: all.
    /// - Throws: `release.absent`.
    package func list(_ subject: String?, _ version: String?) throws -> ReleaseDirectoryOutput {
        let wanted = try version.map { try Self.version($0, option: "VERSION") }
        let isDeclared = subject?.contains("/") == true
        let releases =
            try isDeclared ? [] : workspace.listed(subject).filter { wanted == nil || $0.description.version == wanted }
        let declared = try subject == nil || isDeclared ? workspace.declared() : []
        return ReleaseDirectoryOutput(
            try report(), releases,
            declared.filter { (subject == nil || $0.subject == subject) && (wanted == nil || $0.version == wanted) })
    }
}
