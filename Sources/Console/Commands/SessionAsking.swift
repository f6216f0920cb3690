import Primitives
package import Sessions

/// What `session request` was told.
package struct SessionAsking: Sendable {
    /// Number, name or id.
    package var machine: String
    /// The plan's name of the service, or the id of its rule.
    package var kind: String
    package var place: Place
    package var scope: Scope
    package var reason: String
    package var duration: Duration
    package var reference: String
    /// Number or id; nil: whichever can pay, where only one can.
    package var contract: String?
    /// The line of the contract, product or id; nil: whichever can pay, where only one can.
    package var line: String?
    /// How much of the service; nil: one.
    package var quantity: TypedQuantity?
    /// The accepted quote by which the customer pays, or the one to be accepted with the grant: `Q-12`.
    package var quote: String
    /// The vendor works for its own defects: free by rule.
    package var isVendorDefect: Bool
    /// Whether the technician waits for the answer: the request lives shorter then.
    package var isWatched: Bool

    package init(
        machine: String, kind: String, place: Place = .remote, scope: Scope, reason: String,
        duration: Duration = SessionLimits.grantDefault, reference: String = "", contract: String? = nil,
        line: String? = nil, quantity: TypedQuantity? = nil, quote: String = "", isVendorDefect: Bool = false,
        isWatched: Bool = false
    ) {
        self.machine = machine
        self.kind = kind
        self.place = place
        self.scope = scope
        self.reason = reason
        self.duration = duration
        self.reference = reference
        self.contract = contract
        self.line = line
        self.quantity = quantity
        self.quote = quote
        self.isVendorDefect = isVendorDefect
        self.isWatched = isWatched
    }

    var life: Duration { isWatched ? SessionLimits.watchedRequestLife : SessionLimits.unwatchedRequestLife }
}
