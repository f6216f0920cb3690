package import Primitives

/// What is asked of the entitlement: this kind, there, so much, at that moment.
package struct ServiceQuestion: Hashable, Codable, Sendable {
    package let kind: ServiceKindName
    package let place: ServicePlace
    package var quantity: Quantity = .one
    /// The unit of `quantity`; nil: the kind's own. Minutes and person-days are changed into each other.
    package var unit: ServiceUnit?
    /// When the request was made: in or out is tested at this instant, in civil days of Tehran.
    package let occurredAt: Timestamp
    /// When it is written down; nil: at once. Late records draw on what has expired meanwhile.
    package var recordedAt: Timestamp?
    package var initiator: ServiceInitiator = .technician
    package var identity: IdentityLevel = .signed
    package var channel: ServiceChannel?
    package var distance: SiteDistance?
    /// The ticket or trouble that it belongs to, for quotas that count incidents.
    package var incident: String?
    /// The platform and version that the work is for; nil: those of the line.
    package var platform: String?
    package var version: String?
    /// The day on which the release came out that an update is for, as its signed description says; nil: it names none.
    package var released: CivilDate?
    package var hostChange: HostChange?
    package var quote: QuotedPrice?

    package init(
        kind: ServiceKindName, place: ServicePlace, quantity: Quantity = .one, occurredAt: Timestamp,
        initiator: ServiceInitiator = .technician, identity: IdentityLevel = .signed, distance: SiteDistance? = nil
    ) {
        self.kind = kind
        self.place = place
        self.quantity = quantity
        self.occurredAt = occurredAt
        self.initiator = initiator
        self.identity = identity
        self.distance = distance
    }
}
