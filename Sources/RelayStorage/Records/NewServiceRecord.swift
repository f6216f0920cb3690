import Cryptography
package import Entitlement
package import Primitives

/// Work without a channel as a technician writes it down (requirements A4 to A8, A10, A13, A14, A18, A23).
package struct NewServiceRecord: Hashable, Codable, Sendable {
    /// A thing that the customer brought, which stays until it is given back (requirement A4).
    package struct Intake: Hashable, Codable, Sendable {
        package let item: String
        package let serial: String?
        package let broughtBy: String

        package init(item: String, serial: String? = nil, broughtBy: String) {
            self.item = item
            self.serial = serial
            self.broughtBy = broughtBy
        }
    }

    /// Chosen by the caller once for each record that it wants.
    package let key: String
    package let account: EntitlementAccount
    package let kind: ServiceKindName
    package let place: ServicePlace
    package var quantity: Quantity = .one
    /// nil: the kind's own.
    package var unit: ServiceUnit?
    package var channel: ServiceChannel?
    /// Of the message or ticket; `R-3` keeps the promise of that record.
    package var reference: String?
    /// When it happened, where it is written down late; nil: now.
    package var occurred: Timestamp?
    package var initiator: ServiceInitiator = .technician
    package var identity: IdentityLevel = .none
    /// Who did the work: a technician's id, or the name of somebody who has none; nil: who writes it down.
    package var performer: String?
    package var site: SiteID?
    package var distance: SiteDistance?
    package var attendees: Int?
    package var intake: Intake?
    /// Items of the guide library that were sent, by name: the newest version of each (requirement A13).
    package var files: [String] = []
    package var note: String?
    package var outcome: ServiceOutcome = .done
    package var followUp: CivilDate?
    package var platform: String?
    package var version: String?
    package var hostChange: HostChange?
    /// Shown as `Q-12`.
    package var quote: Int64?
    /// A fixed price that the customer accepted while the work was agreed on.
    package var acceptedPrice: Money = .zero
    /// The serial or system code that was given (requirement A8).
    package var issued: String?
    /// The ticket or trouble, for quotas that count incidents.
    package var incident: String?

    package init(key: String, account: EntitlementAccount, kind: ServiceKindName, place: ServicePlace) {
        self.key = key
        self.account = account
        self.kind = kind
        self.place = place
    }
}

/// How work without a channel ended.
package enum ServiceOutcome: String, Codable, Sendable, CaseIterable {
    case done
    /// Something of it was done: an admin decides what it draws.
    case partial
    /// Nothing of it took effect: nothing is drawn.
    case failed

    /// What the ledger is told.
    func basis(of quantity: Quantity, evidence: Digest) -> SettlementBasis {
        let result: SettlementBasis.Result =
            switch self {
            case .done: .succeeded
            case .partial: .failed
            case .failed: .withoutEffect
            }
        return SettlementBasis(result: result, used: self == .done ? quantity : .zero, outcome: evidence.description)
    }
}
