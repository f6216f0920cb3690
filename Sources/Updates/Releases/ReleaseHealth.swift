/// How long a new version must be well, and how long that may take: what `healthy` waits for, and an agent's own report.
package struct ReleaseHealth: Hashable, Sendable {
    /// Seconds.
    package static let longest: Int64 = 3600
    /// Where a release says nothing.
    package static let standard = ReleaseHealth(holds: 10, within: 120)

    /// Seconds without a break in which the probe says that it is well.
    package let holds: Int64
    /// Seconds from the start until it has been.
    package let within: Int64

    /// nil where the times are out of range, or it could never be well for so long.
    package init?(holds: Int64, within: Int64) {
        guard (0...Self.longest).contains(holds), (1...Self.longest).contains(within), holds <= within else { return nil }
        self.holds = holds
        self.within = within
    }

    private init(holds: Int, within: Int) {
        self.holds = Int64(holds)
        self.within = Int64(within)
    }

    init?(_ value: JSONValue) {
        guard let holds = value["holds"]?.integer, let within = value["within"]?.integer else { return nil }
        self.init(holds: holds, within: within)
    }

    var json: JSONValue { ["holds": .number(holds), "within": .number(within)] }
}
