package import Primitives

/// What a technician asks a machine to say about itself (requirement C5).
///
/// A bundle is shown to the customer before it leaves; live figures are numbers and names of processes, disks and interfaces, and go out
/// as they are read.
package struct Diagnosis: Hashable, Sendable {
    /// Names of collectors (`disks`, `product:NAME`); none: all.
    package let only: [String]
    /// Logs from this time on; nil: the machine's own default.
    package let logsSince: Timestamp?
    /// Between two live figures; nil: a bundle.
    package let period: Duration?

    /// - Throws: `object.field` for names that are none, too many of them, or a period outside of its range.
    package init(only: [String] = [], logsSince: Timestamp? = nil, period: Duration? = nil) throws(Failure) {
        try Field.check(only.count <= SessionLimits.collectors, "diagnosis.only", limit: SessionLimits.collectors)
        try Field.check(Set(only).count == only.count, "diagnosis.only")
        for name in only { try Field.check(Self.isCollector(name), "diagnosis.only") }
        if let logsSince { try Field.check(logsSince.milliseconds > 0, "diagnosis.logs_since") }
        if let period {
            try Field.check(SessionLimits.livePeriods.contains(period), "diagnosis.period")
            try Field.check(only.isEmpty && logsSince == nil, "diagnosis.period")
        }
        self.only = only
        self.logsSince = logsSince
        self.period = period
    }

    package var isLive: Bool { period != nil }

    /// A plain name, or `product:` and one.
    package static func isCollector(_ name: String) -> Bool {
        let prefix = "product:"
        return PlainName.isValid(name.hasPrefix(prefix) ? String(name.dropFirst(prefix.count)) : name)
    }
}

/// What became of a diagnosis; the bundle itself is the outcome's one file.
package struct DiagnosisEffect: Hashable, Sendable, Codable {
    /// What rules found.
    package let findings: UInt64
    /// Places where something was taken out.
    package let redactions: UInt64
    /// Files that the customer left out.
    package let leftOut: [String]
    /// Live figures that were sent.
    package let readings: UInt64

    /// - Throws: `object.field` for too many names, or long ones.
    package init(findings: UInt64 = 0, redactions: UInt64 = 0, leftOut: [String] = [], readings: UInt64 = 0) throws(Failure) {
        try Field.check(leftOut.count <= SessionLimits.leftOutFiles, "diagnosis.left_out", limit: SessionLimits.leftOutFiles)
        for name in leftOut { try Field.name(name, "diagnosis.left_out") }
        self.findings = findings
        self.redactions = redactions
        self.leftOut = leftOut
        self.readings = readings
    }
}
