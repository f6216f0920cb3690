/// Where a service happens. A plan has one rule per kind and place, never a blanket one (requirement A19).
package enum ServicePlace: String, Codable, Sendable, CaseIterable {
    /// Over a session of this product.
    case remote
    case phone
    /// The machine is brought to the company.
    case company
    /// The machine is brought to an agency.
    case agency
    /// At the customer's own site.
    case onSite = "on-site"
}
