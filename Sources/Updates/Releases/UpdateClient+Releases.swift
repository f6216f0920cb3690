import Primitives

extension UpdateClient {
    /// All that is offered of a product: each path by the role that is trusted with it; what describes itself wrongly is refused (H64).
    ///
    /// Throws target.malformed, and what loading delegated roles throws.
    package mutating func offers(of product: String) async throws -> [ReleaseChoice.Offer] {
        guard ReleasePath.isProduct(product) else { throw Failure(.targetMalformed, ["target": product, "reason": "product"]) }
        var offers: [ReleaseChoice.Offer] = []
        for path in try await paths(product + "/", like: ReleasePath.sample(of: product)) {
            let found = try await target(path)
            offers.append(.init(path: path, description: try ReleaseDescription(found.custom, of: path), file: found.file))
        }
        return offers
    }

    /// A target that somebody names, for a product and platform that this machine knows: signed is not enough (H64).
    ///
    /// Throws target.foreign, target.malformed, target.unknown.
    package mutating func offer(_ path: String, product: String, platform: String) async throws -> ReleaseChoice.Offer {
        let found = try await target(path)
        let description = try ReleaseDescription(found.custom, of: path)
        for (expected, found) in [(product, description.product), (platform, description.platform)] where expected != found {
            throw Failure(.targetForeign, ["target": path, "expected": expected, "found": found])
        }
        return .init(path: path, description: description, file: found.file)
    }
}
