/// How the customer got in touch (requirement A18).
package enum ServiceChannel: String, Codable, Sendable, CaseIterable {
    case phone
    case whatsApp = "whatsapp"
    case portal
    case chat
    case onSite = "on-site"
    /// From the program on the customer's machine.
    case agent
}
