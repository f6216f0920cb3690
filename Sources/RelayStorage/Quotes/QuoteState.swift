/// Where a quote stands. The raw values are those of storage and of the protocol.
package enum QuoteState: String, Codable, Sendable, CaseIterable {
    case quoted
    case accepted
    /// Taken back by the vendor, before anything was done by it.
    case withdrawn
    /// Not accepted in its time.
    case lapsed
    case prepaid
    case performed
    case invoiced
    case paid
    case credited

    /// The states that may come next.
    package var next: Set<QuoteState> {
        switch self {
        case .quoted: [.accepted, .withdrawn, .lapsed]
        case .accepted: [.prepaid, .performed, .withdrawn]
        case .prepaid: [.performed, .credited]
        case .performed: [.invoiced, .paid, .credited]
        case .invoiced: [.paid, .credited]
        case .paid: [.credited]
        case .withdrawn, .lapsed, .credited: []
        }
    }

    /// Whether work may still come of it.
    package var isOpen: Bool {
        switch self {
        case .quoted, .accepted, .prepaid: true
        case .withdrawn, .lapsed, .performed, .invoiced, .paid, .credited: false
        }
    }
}
