import Foundation
import Primitives

/// The kernel's clock state, timedatectl(1) or chronyc(1) where they are there, and the relay's time that the agent gives.
struct TimeCollector: Collector {
    let name = CollectorName.time

    func collect(_ context: CollectionContext) async throws(Failure) -> Collected {
        let root = context.root
        let now = context.clock.now()
        let kernel = context.probes.kernelClock()
        var gaps: [Gap] = []
        var settings: [String: String] = [:]
        if root.isDirectory("/run/systemd/system") {
            do {
                let text = try await context.programs.output(ToolCall(["timedatectl", "show"], outputLimit: 64 << 10))
                settings = KeyedText.assignments(text)
            } catch {
                gaps.append(Gap(error))
            }
        }
        let tracking = await chrony(context)
        if context.given.relayClock == nil { gaps.append(Gap(Failure(.diagnosisNotHere, ["what": "relay"]))) }
        let facts = TimeFacts(
            nowMillis: now.milliseconds, zone: MachineZone.name(root) ?? settings["Timezone"].map { FactText.capped($0, 64) },
            behindRelayMillis: context.given.relayClock?.aheadMillis,
            relayUncertaintyMillis: context.given.relayClock?.uncertaintyMillis,
            isSynchronised: kernel?.isSynchronised ?? settings["NTPSynchronized"].map { $0 == "yes" },
            estimatedErrorMicros: kernel?.estimatedErrorMicros, isServiceEnabled: settings["NTP"].map { $0 == "yes" },
            chronyOffsetMicros: tracking?.offset, chronySource: tracking?.source,
            hardwareBehindMillis: root.number("/sys/class/rtc/rtc0/since_epoch").flatMap { Figures.product($0, 1000) }
                .map { (now - Timestamp(milliseconds: $0)).wholeMilliseconds },
            isHardwareLocal: (root.readable("/etc/adjtime")?.split(separator: "\n").dropFirst(2).first).map { $0 == "LOCAL" })
        return Collected(.time(facts), gaps: gaps)
    }

    /// chrony is one of several services: where it does not run, that is no gap.
    private func chrony(_ context: CollectionContext) async -> (source: String, offset: Int64)? {
        guard context.root.isDirectory("/run/chrony") || context.root.isDirectory("/var/run/chrony"),
            let text = try? await context.programs.output(
                ToolCall(["chronyc", "-n", "-c", "tracking"], timeout: .seconds(3), outputLimit: 4096))
        else { return nil }
        // Reference, address, stratum, time, system time's offset in seconds, …
        let fields = text.split(separator: ",", omittingEmptySubsequences: false)
        guard fields.count > 5, let offset = Self.micros(fields[4]) else { return nil }
        // Without a source there are zeros, which would say that the clock is right.
        guard fields[0] != "00000000", fields.last?.hasPrefix("Not synchronised") != true else { return nil }
        // A reference clock has a name instead of an address.
        return (FactText.capped(fields[1].isEmpty ? fields[0] : fields[1], 64), offset)
    }

    /// Seconds with nine digits behind the point, as microseconds.
    static func micros(_ text: Substring) -> Int64? {
        let isNegative = text.hasPrefix("-")
        let parts = text.drop { $0 == "-" || $0 == "+" }.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let whole = Figures.product(Figures.number(parts[0]), 1_000_000), whole >= 0 else { return nil }
        guard let part = Figures.number(parts[1].prefix(6) + String(repeating: "0", count: max(0, 6 - parts[1].count))) else {
            return nil
        }
        let value = Figures.sum([whole, part])
        return isNegative ? -value : value
    }
}
