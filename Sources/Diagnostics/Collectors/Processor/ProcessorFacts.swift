/// The processors and what they are busy with.
package struct ProcessorFacts: Codable, Hashable, Sendable {
    package let model: String?
    package let logicalCount: Int64
    package let coreCount: Int64?
    package let socketCount: Int64?
    package let currentMegahertz: Int64?
    package let maximumMegahertz: Int64?
    /// Runnable and waiting tasks over 1, 5 and 15 minutes, in thousandths.
    package let load1Thousandths: Int64?
    package let load5Thousandths: Int64?
    package let load15Thousandths: Int64?
    /// Shares of all processors' time between two readings; nil: only one could be made.
    package let usage: ProcessorUsage?
    /// How often a core was slowed down because it was hot, since boot.
    package let throttles: Int64?
    package let temperatureMillidegrees: Int64?
    /// How often the own control group was held up by its quota.
    package let quotaThrottles: Int64?
    package let pressure: Pressure?
}

/// Shares in thousandths of the processors' whole time.
package struct ProcessorUsage: Codable, Hashable, Sendable {
    package let busyThousandths: Int64
    package let userThousandths: Int64
    package let systemThousandths: Int64
    package let waitingThousandths: Int64
    /// Taken by the host for other guests.
    package let stolenThousandths: Int64
}

/// Pressure stall information (/proc/pressure): shares of time in which something waited, in hundredths of a percent.
package struct Pressure: Codable, Hashable, Sendable {
    package let some10PercentHundredths: Int64
    package let some60PercentHundredths: Int64
    package let some300PercentHundredths: Int64
    package let full10PercentHundredths: Int64?
    package let full60PercentHundredths: Int64?
    package let full300PercentHundredths: Int64?

    /// nil where the kernel has none, or gives something else.
    init?(_ text: String?) {
        var rows: [Substring: [Int64]] = [:]
        for line in (text ?? "").split(separator: "\n") {
            let words = line.split(separator: " ")
            let values = words.dropFirst().prefix(3).compactMap { word in
                word.split(separator: "=").last.flatMap { Figures.thousandths($0) }.map { $0 / 10 }
            }
            if let kind = words.first, values.count == 3 { rows[kind] = values }
        }
        guard let some = rows["some"] else { return nil }
        let full = rows["full"]
        some10PercentHundredths = some[0]
        some60PercentHundredths = some[1]
        some300PercentHundredths = some[2]
        full10PercentHundredths = full?[0]
        full60PercentHundredths = full?[1]
        full300PercentHundredths = full?[2]
    }
}
