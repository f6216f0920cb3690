import Primitives

/// The units of systemd or the services of OpenRC. Scripts below /etc/init.d alone tell no state: where nothing else starts services there
/// is nothing to collect, and that is said.
struct ServiceCollector: Collector {
    let name = CollectorName.services

    func collect(_ context: CollectionContext) async throws(Failure) -> Collected {
        // As sd_booted(3) looks.
        if context.root.isDirectory("/run/systemd/system") { return try await SystemdUnits.collect(context) }
        // As openrc-run(8) does; older ones had it elsewhere.
        if ["/run/openrc/softlevel", "/lib/rc/init.d/softlevel"].contains(where: { context.root.exists($0) }) {
            return try await openRC(context)
        }
        let isOld = !context.root.names("/etc/init.d").isEmpty
        throw Failure(.diagnosisNotHere, ["what": isOld ? "systemd, OpenRC (only /etc/init.d)" : "systemd, OpenRC"])
    }

    private func openRC(_ context: CollectionContext) async throws(Failure) -> Collected {
        let text = try await context.programs.output(ToolCall(["rc-status", "--all", "--format", "ini"]))
        let units = OpenRCStatus(text).units
        guard !units.isEmpty else { throw Failure(.diagnosisMalformed, ["source": "rc-status", "reason": "no service"]) }
        return Self.collected("openrc", state: context.root.word("/run/openrc/softlevel"), units)
    }

    /// All that failed or start again and again, and what runs or should run.
    static func collected(_ manager: String, state: String?, _ units: [UnitFacts], gaps: [Gap] = []) -> Collected {
        let interesting = units.filter { unit in
            unit.state == "failed" || (unit.restarts ?? 0) > 0 || unit.state == "activating"
                || (unit.isService && (unit.state == "active" || unit.atBoot == "enabled"))
        }
        let kept = interesting.sorted { ($0.state == "failed" ? 0 : 1, $0.name) < ($1.state == "failed" ? 0 : 1, $1.name) }
            .prefix(DiagnosticsLimits.entries)
        let facts = ServiceFacts(
            manager: manager, systemState: state, total: Int64(units.count),
            failed: Int64(units.filter { $0.state == "failed" }.count), units: Array(kept))
        return Collected(.services(facts), gaps: gaps, omitted: Int64(interesting.count - kept.count))
    }
}

extension UnitFacts {
    /// Of systemd's units, and each of OpenRC's.
    fileprivate var isService: Bool {
        name.hasSuffix(".service") || ![".socket", ".mount", ".timer"].contains(where: name.hasSuffix)
    }
}
