import Primitives
import Updates

/// What a machine does right now: rates between two readings.
package struct LiveFigures: Codable, Hashable, Sendable {
    /// `2026-11-21T14:00:00Z`.
    package let taken: String
    /// Between the readings.
    package let millis: Int64
    package let processor: ProcessorUsage?
    package let load1Thousandths: Int64?
    package let memoryTotalBytes: Int64?
    package let memoryAvailableBytes: Int64?
    package let swapTotalBytes: Int64?
    package let swapUsedBytes: Int64?
    package let disks: [LiveDisk]
    package let fileSystems: [LiveSpace]
    package let interfaces: [LiveInterface]
    /// The busiest ones.
    package let processes: [BusyProcess]

    /// nil where no time went by between the two.
    package init?(from old: LiveReading, to new: LiveReading) {
        let millis = (new.moment - old.moment).wholeMilliseconds
        guard millis > 0 else { return nil }
        func rate(_ before: Int64?, _ after: Int64?) -> Int64? {
            Figures.growth(before, after).flatMap { Figures.product($0, 1000) }.map { $0 / millis }
        }
        taken = MetadataTime.text(new.taken)
        self.millis = millis
        processor = old.processors.flatMap { new.processors?.usage(since: $0) }
        load1Thousandths = new.load1Thousandths
        memoryTotalBytes = KeyedText.bytes(new.memory["MemTotal"])
        memoryAvailableBytes = KeyedText.bytes(new.memory["MemAvailable"])
        swapTotalBytes = KeyedText.bytes(new.memory["SwapTotal"])
        swapUsedBytes = Figures.growth(KeyedText.bytes(new.memory["SwapFree"]), KeyedText.bytes(new.memory["SwapTotal"]))
        disks = new.disks.sorted { $0.key < $1.key }.prefix(32).map { name, counters in
            let before = old.disks[name]
            return LiveDisk(
                name: name, readBytesPerSecond: rate(before?.readBytes, counters.readBytes),
                writtenBytesPerSecond: rate(before?.writtenBytes, counters.writtenBytes),
                busyThousandths: Figures.growth(before?.busyMillis, counters.busyMillis).map {
                    min(1000, Figures.product($0, 1000).map { $0 / millis } ?? 1000)
                })
        }
        fileSystems = new.space
        interfaces = new.interfaces.sorted { $0.key < $1.key }.prefix(32).map { name, counters in
            let before = old.interfaces[name]
            return LiveInterface(
                name: FactText.capped(name, 64), receivedBytesPerSecond: rate(before?.receivedBytes, counters.receivedBytes),
                sentBytesPerSecond: rate(before?.sentBytes, counters.sentBytes))
        }
        let busy = new.processes.values.compactMap { reading in
            reading.processorThousandths(since: old.processes[reading.id], millis: millis).map { (reading, $0) }
        }
        processes = busy.filter { $0.1 > 0 }.sorted { ($0.1, $1.0.id) > ($1.1, $0.0.id) }.prefix(DiagnosticsLimits.topProcesses)
            .map { reading, share in
                BusyProcess(
                    id: reading.id, name: reading.name, user: nil, processorThousandths: share,
                    residentBytes: reading.residentBytes,
                    state: String(reading.state), ageSeconds: nil)
            }
    }
}

package struct LiveDisk: Codable, Hashable, Sendable {
    package let name: String
    package let readBytesPerSecond: Int64?
    package let writtenBytesPerSecond: Int64?
    /// Of the time between the readings.
    package let busyThousandths: Int64?
}

package struct LiveSpace: Codable, Hashable, Sendable {
    package let mount: String
    package let usedPercent: Int64
    package let availableBytes: Int64
}

package struct LiveInterface: Codable, Hashable, Sendable {
    package let name: String
    package let receivedBytesPerSecond: Int64?
    package let sentBytesPerSecond: Int64?
}
