package import Primitives

/// Rules turn facts into findings: each a function of the facts alone.
package enum Findings {
    private static let rules: [@Sendable ([CollectorReport], Timestamp) -> [Finding]] = [
        DiskRules.findings, ClockRules.findings, MemoryRules.findings, ProcessorRules.findings, ServiceRules.findings,
        NetworkRules.findings, ProcessRules.findings, HostRules.findings, ProductRules.findings, CollectorRules.findings,
    ]

    /// All findings, the gravest first.
    ///
    /// - Parameter time: when the facts were collected; `.distantPast` where nobody knows: rules about age say nothing then.
    package static func all(
        in reports: [CollectorReport], at time: Timestamp = .distantPast, vendorRules: [VendorRule] = []
    ) -> [Finding] {
        var found = rules.flatMap { $0(reports, time) }
        if !vendorRules.isEmpty { found += VendorRules.findings(vendorRules, reports) }
        // Stable: rules are in the order of their importance.
        let sorted = found.enumerated().sorted { ($0.element.severity, $0.offset) < ($1.element.severity, $1.offset) }
        return sorted.prefix(DiagnosticsLimits.findings).map(\.element)
    }
}
