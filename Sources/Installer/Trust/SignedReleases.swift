import Cryptography
import Glibc
package import Primitives
import Synchronization
import Updates

/// Releases as the vendor's signed metadata describe them, verified against the installer's own root and marks (`DIR/trust`).
///
/// The agent lays what it fetched into its spool: `metadata/` under the repository's names, `targets/` under their SHA-256. Nothing there is
/// believed: what verifies is copied to `DIR/trust`, on the disk before anything builds upon it, and no version ever falls below it (H59–H65).
package final class SignedReleases: ReleaseSource {
    private let trust: String
    /// One refresh at a time: the marks are one set of files.
    private let turn = Mutex(())

    package init(trust: String) {
        self.trust = trust
    }

    /// Throws the codes of `metadata` and `target`, install.no-release.
    package func release(
        product: String, version: String, installed: String?, spool: String, at now: Timestamp
    ) throws -> VerifiedRelease {
        guard let wanted = ReleaseVersion(version) else { throw Self.none(product, version, "no version") }
        let offers = try turn.withLock { _ in
            try Waiting.value { [trust] in
                var client = try UpdateClient(
                    store: MetadataStore(trust), fetcher: DirectoryFetcher(spool + "/metadata"), clock: GivenTime(time: now),
                    floor: InstallerProgram.built)
                try await client.refresh()
                return try await client.offers(of: product)
            }
        }
        let choice = try ReleaseChoice.choose(
            offers, product: product, platform: Prechecks.platform, installed: installed.flatMap { ReleaseVersion($0) },
            wanted: .version(wanted))
        guard choice.full.description.version.description == version else {
            throw Self.none(product, version, "signed as \(choice.full.description.version)")
        }
        return try Self.release(choice, installed, spool)
    }

    /// The whole payload where it is in the spool, else a patch that is.
    private static func release(_ choice: ReleaseChoice, _ installed: String?, _ spool: String) throws -> VerifiedRelease {
        let whole = try payload(choice.full, nil, spool)
        guard let installed, let patch = choice.patch, !isThere(whole.path) else { return release(choice.full, whole) }
        let part = try payload(patch, installed, spool)
        return isThere(part.path) ? release(patch, part) : release(choice.full, whole)
    }

    private static func payload(
        _ offer: ReleaseChoice.Offer, _ from: String?, _ spool: String
    ) throws -> VerifiedRelease.Payload {
        guard let length = offer.file.length, let digest = offer.file.sha256 else {
            throw none(offer.description.product, offer.description.version.description, "no digest")
        }
        return VerifiedRelease.Payload(path: "\(spool)/targets/\(digest)", length: length, digest: digest, from: from)
    }

    private static func isThere(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0
    }

    private static func release(_ offer: ReleaseChoice.Offer, _ payload: VerifiedRelease.Payload) -> VerifiedRelease {
        let description = offer.description
        return VerifiedRelease(
            product: description.product, description: VersionDescription(description), platform: description.platform,
            floors: description.floors.map(\.description), minimum: description.minimum?.description, payload: payload,
            treeDigest: description.tree.digest, files: Int(clamping: description.tree.files), bytes: description.tree.bytes)
    }

    private static func none(_ product: String, _ version: String, _ reason: String) -> Failure {
        Failure(.installNoRelease, ["product": product, "version": version, "reason": reason])
    }
}

/// The time that an install was asked at.
private struct GivenTime: WallClock {
    let time: Timestamp
    func now() -> Timestamp { time }
}

extension VersionDescription {
    init(_ description: ReleaseDescription) {
        var hooks: [String: Command] = [:]
        for (step, hook) in description.hooks {
            hooks[step.rawValue] = Command(run: hook.run, timeout: Int(clamping: hook.timeout))
        }
        self.init(
            version: description.version.description, data: description.data == .migrates ? .migrates : .untouched, hooks: hooks,
            holds: Int(clamping: description.health.holds), within: Int(clamping: description.health.within),
            tree: description.tree.digest)
    }
}
