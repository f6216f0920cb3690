package import Primitives

/// Which target brings a machine from one version of a product to another one.
package struct ReleaseChoice: Hashable, Sendable {
    package struct Offer: Hashable, Sendable {
        package let path: String
        package let description: ReleaseDescription
        package let file: FileDescription

        package init(path: String, description: ReleaseDescription, file: FileDescription) {
            self.path = path
            self.description = description
            self.file = file
        }
    }

    package enum Wanted: Hashable, Sendable {
        case version(ReleaseVersion)
        /// The highest release; no fix.
        case newest
    }

    /// The full payload, which always works.
    package let full: Offer
    /// A smaller way from the installed version to the same tree.
    package let patch: Offer?

    /// - Parameter installed: nil where the product is not there.
    ///
    /// Throws target.unavailable with a reason: `absent` (nothing of this version), `lower` (never goes down), `same`, `fix` (made for another
    /// version), `minimum` or `floor`; with the version that must be installed first (parameter `first`).
    package static func choose(
        _ offers: [Offer], product: String, platform: String, installed: ReleaseVersion?, wanted: Wanted
    ) throws(Failure) -> ReleaseChoice {
        let fitting = offers.filter { $0.description.product == product && $0.description.platform == platform }
        let whole = fitting.filter { offer in
            switch (offer.description.kind, wanted) {
            case (.patch, _), (.fix, .newest): false
            case (_, .version(let version)): offer.description.version == version
            case (.release, .newest): true
            }
        }
        let full = whole.max { $0.description.version < $1.description.version }
        if let (reason, first) = obstacle(full?.description, installed) {
            var parameters = [
                "product": product, "platform": platform, "installed": installed?.description ?? "", "reason": reason,
            ]
            parameters["version"] = if case .version(let version) = wanted { version.description } else { "newest" }
            if let first { parameters["first"] = first.description }
            throw Failure(.targetUnavailable, parameters)
        }
        guard let full else {
            throw Failure(
                .targetUnavailable,
                ["product": product, "platform": platform, "version": "", "installed": "", "reason": "absent"])
        }
        return ReleaseChoice(full: full, patch: fitting.first { $0.isShortcut(to: full, from: installed) })
    }

    private static func obstacle(_ release: ReleaseDescription?, _ installed: ReleaseVersion?) -> (String, ReleaseVersion?)? {
        guard let release else { return ("absent", nil) }
        if case .fix(let older) = release.kind, older != installed { return ("fix", older) }
        guard let installed else { return nil }
        if release.version == installed { return ("same", nil) }
        if release.version < installed { return ("lower", nil) }
        if let floor = release.floors.filter({ $0 > installed && $0 < release.version }).min() { return ("floor", floor) }
        if let minimum = release.minimum, installed < minimum { return ("minimum", minimum) }
        return nil
    }
}

extension ReleaseChoice.Offer {
    /// A patch must lead to the very same tree, and be smaller.
    fileprivate func isShortcut(to full: ReleaseChoice.Offer, from installed: ReleaseVersion?) -> Bool {
        guard case .patch(let from) = description.kind, let length = file.length, let whole = full.file.length else {
            return false
        }
        return from == installed && description.version == full.description.version && description.tree == full.description.tree
            && length < whole
    }
}
