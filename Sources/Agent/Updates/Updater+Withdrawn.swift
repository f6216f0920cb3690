import Installer
import Logging
import Primitives
import Updates

/// Versions that the vendor took out again.
extension Updater {
    func dropWithdrawn(_ product: String) async {
        do {
            try await dropWithdrawnOnce(product)
        } catch {
            logger.info("what was withdrawn is not known", metadata: ["product": "\(product)", "failure": "\(error)"])
        }
    }

    /// What was fetched of a version that the vendor has withdrawn goes, from this spool and from the installer, which does not switch to it
    /// either. A version that is installed stays: the relay lists it.
    func dropWithdrawnOnce(_ product: String) async throws {
        let offers = try await book.offers(of: product, over: link.connection)
        try TargetSpool(spool.targets, of: product).keepOnly(Set(offers.compactMap(\.file.sha256)))
        let state = try await installer.state(of: product)
        let held = Set(state.kept.map(\.version) + [state.install].compactMap { $0?.step.isBeforeSwitch == true ? $0?.to : nil })
        for version in held where !Self.isOffered(version, in: offers) {
            logger.notice("a version was withdrawn", metadata: ["product": "\(product)", "version": "\(version)"])
            do {
                _ = try await installer.ask(.drop(product: product, version: version))
            } catch let failure as Failure where Self.notDroppable.contains(failure.code) {
                // It went by itself meanwhile, or is the installed one by now, or an install needs it: the next look is in an hour.
                continue
            }
        }
    }

    private static let notDroppable: Set<Failure.Code> = [.installNotThere, .installBusy]

    /// As a whole: a patch that leads to it is nothing without it.
    private static func isOffered(_ version: String, in offers: [ReleaseChoice.Offer]) -> Bool {
        offers.contains { offer in
            if case .patch = offer.description.kind { return false }
            return offer.description.version.description == version && offer.description.platform == AgentProgram.platform
        }
    }
}
