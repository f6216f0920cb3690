package import Primitives

/// What is asked of the entitlement: this kind, there, so much, at that moment.
package struct ServiceQuestion: Hashable, Codable, Sendable {
    package let kind: ServiceKindName
    package let place: ServicePlace
    /// In the unit of the quotas that the rule draws on; one by default.
    package let quantity: Quantity
    /// When the request was made: in or out is tested at this instant, in civil days of Tehran.
    package let occurredAt: Timestamp
    package let initiator: ServiceInitiator
    package let identity: IdentityLevel
    package let distance: SiteDistance?

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
