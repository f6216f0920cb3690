package import Primitives

/// How a session's line is settled.
package enum Settlement: Hashable, Codable, Sendable {
    /// So much is consumed, the rest goes back; zero gives everything back.
    case consume(Quantity)
    /// An admin decides; nothing is consumed until then.
    case dispute

    /// The rule: success costs what was used; without effect nothing; everything between is for a person to decide.
    ///
    /// Throws `ledger.over-held` where more was used than the verdict gave.
    package init(_ basis: SettlementBasis, of quantity: Quantity) throws(Failure) {
        switch basis.result {
        case .succeeded:
            guard (Quantity.zero...quantity).contains(basis.used) else {
                let parameters = ["held": String(quantity.thousandths), "used": String(basis.used.thousandths)]
                throw Failure(.ledgerOverHeld, parameters)
            }
            self = .consume(basis.used)
        case .withoutEffect: self = .consume(.zero)
        case .failed, .stopped, .silent: self = .dispute
        }
    }
}
