package import Primitives

/// How the hardware or system under a licence changed, as far as anybody knows (requirement B12). Doubt favours the customer.
package struct HostChange: Hashable, Codable, Sendable {
    /// The change happened after this instant at the earliest,
    package let earliest: Timestamp
    /// and before this one at the latest.
    package let latest: Timestamp
    /// When the licence was returned, where that succeeded.
    package let returned: Timestamp?
    /// When the customer gave notice, and when the vendor answered it.
    package let notified: Timestamp?
    package let answered: Timestamp?

    package init(
        earliest: Timestamp, latest: Timestamp, returned: Timestamp? = nil, notified: Timestamp? = nil,
        answered: Timestamp? = nil
    ) {
        self.earliest = earliest
        self.latest = latest
        self.returned = returned
        self.notified = notified
        self.answered = answered
    }
}
