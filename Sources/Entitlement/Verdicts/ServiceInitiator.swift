/// Who starts the work.
package enum ServiceInitiator: String, Codable, Sendable, CaseIterable {
    case technician
    case customer
    case agent
    /// The vendor, for its own defects: free by rule, draws on no quota.
    case vendor
}
