package import Primitives

/// Who began a session.
package enum Initiator: String, Hashable, Sendable, Codable, CaseIterable {
    case technician, agent, customer
}

/// Where the work of a line is done.
package enum Place: String, Hashable, Sendable, Codable, CaseIterable {
    case remote, phone
    case onSite = "on-site"
    case company, agency
}

/// One piece of a session that is entitled, held and settled by itself.
package struct SessionLine: Hashable, Sendable, Codable {
    /// From 1, without gaps, within the session.
    package let number: Int
    /// Service kind of the plan, such as `remote-install`.
    package let kind: String
    package let place: Place
    /// Thousandths of the kind's unit; from 1 to `SessionLimits.quantity`.
    package let quantity: Int64
    /// Who pays; nil for a prospect.
    package let contractLine: ContractLineID?
    /// The quote by which the customer pays for it, as people cite it: `Q-12`; nil: none.
    package let quote: String?

    /// - Throws: `object.field` when a value is outside its range.
    package init(
        number: Int, kind: String, place: Place, quantity: Int64, contractLine: ContractLineID?, quote: String? = nil
    ) throws(Failure) {
        try Field.check((1...SessionLimits.lines).contains(number), "line.number", limit: SessionLimits.lines)
        try Field.name(kind, "line.kind")
        try Field.check((1...SessionLimits.quantity).contains(quantity), "line.quantity", limit: SessionLimits.quantity)
        if let quote { try Field.name(quote, "line.quote") }
        self.number = number
        self.kind = kind
        self.place = place
        self.quantity = quantity
        self.contractLine = contractLine
        self.quote = quote
    }
}
