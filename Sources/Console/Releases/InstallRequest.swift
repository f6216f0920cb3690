import Primitives
import Sessions
import Updates

/// What a person asks to be done to a product on a machine.
package enum InstallRequest: Sendable {
    /// The whole release, or the patch to it where the machine has what it is for.
    case install(product: String, version: String)
    /// `PRODUCT/VERSION/PLATFORM/from-OLD.patch`, as `release list` shows it; `PRODUCT/VERSION/from-OLD` is of the machine's platform.
    case patch(String)
    case undo(String)

    /// The product that the target of a patch is of.
    var product: String {
        switch self {
        case .install(let product, _): product
        case .patch(let path), .undo(let path): path.split(separator: "/").first.map(String.init) ?? ""
        }
    }

    /// The work that is signed: only what the vendor's metadata describe, with the digest that they give.
    ///
    /// - Throws: `target.unavailable`, `target.unknown`, `target.malformed`.
    func work(from offers: [ReleaseChoice.Offer], platform: String) throws -> Sessions.Operation.Work {
        switch self {
        case .install(let product, let version): return try install(product, version, offers, platform)
        case .patch(let path): return try patch(path, .apply, offers, platform)
        case .undo(let path): return try patch(path, .undo, offers, platform)
        }
    }

    private func install(
        _ product: String, _ version: String, _ offers: [ReleaseChoice.Offer], _ platform: String
    ) throws -> Sessions.Operation.Work {
        let found = offers.first { offer in
            if case .patch = offer.description.kind { return false }
            return offer.description.version.description == version && offer.description.platform == platform
        }
        guard let found, let digest = found.file.sha256, let length = found.file.length else {
            throw Failure(
                .targetUnavailable,
                ["product": product, "version": version, "platform": platform, "installed": "", "reason": "absent"])
        }
        return .install(
            try ProductInstall(
                product: product, version: version, platform: platform, target: found.path, digest: digest,
                length: UInt64(clamping: length), fetches: true))
    }

    private func patch(
        _ text: String, _ action: PatchAction, _ offers: [ReleaseChoice.Offer], _ platform: String
    ) throws -> Sessions.Operation.Work {
        let path = Self.path(text, platform)
        guard let found = offers.first(where: { $0.path == path }), case .patch(let from) = found.description.kind,
            let digest = found.file.sha256, let length = found.file.length
        else { throw Failure(.targetUnknown, ["target": path]) }
        return .patch(
            try PatchWork(
                action: action, product: found.description.product, fromVersion: from.description,
                toVersion: found.description.version.description, target: found.path, digest: digest,
                length: UInt64(clamping: length)))
    }

    private static func path(_ text: String, _ platform: String) -> String {
        let names = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard names.count == 3 else { return text }
        return [names[0], names[1], platform, names[2].hasSuffix(".patch") ? names[2] : names[2] + ".patch"].joined(
            separator: "/")
    }
}
