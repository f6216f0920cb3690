import Primitives

/// `systemctl show`: the one output of systemd that all its versions write alike. Without systemd there is nothing to collect.
struct ServiceCollector: Collector {
    let name = CollectorName.services

    private static let properties = [
        "Id", "Description", "LoadState", "ActiveState", "SubState", "Result", "UnitFileState", "NRestarts", "ExecMainStatus",
        "MemoryCurrent",
    ]

    func collect(_ context: CollectionContext) async throws(Failure) -> Collected {
        // As sd_booted(3) looks.
        guard context.root.isDirectory("/run/systemd/system") else {
            throw Failure(.diagnosisNotHere, ["what": "systemd"])
        }
        let text = try await context.programs.output(
            ToolCall(
                ["systemctl", "show", "--no-pager", "--all", "--property=" + Self.properties.joined(separator: ",")]
                    + ["*.service", "*.socket", "*.mount", "*.timer"]))
        let units = Self.units(text)
        guard !units.isEmpty else {
            throw Failure(.diagnosisMalformed, ["source": "systemctl show", "reason": "no unit"])
        }
        var gaps: [Gap] = []
        var state: String?
        do {
            // It ends with a status of its own for everything but running.
            let result = try await context.programs.run(ToolCall(["systemctl", "is-system-running"], outputLimit: 4096))
            let word = result.text.split(whereSeparator: \.isNewline).first.map { FactText.capped($0, 64) }
            state = word
        } catch {
            gaps.append(Gap(error))
        }
        let interesting = units.filter { unit in
            unit.state == "failed" || (unit.restarts ?? 0) > 0 || unit.state == "activating"
                || (unit.name.hasSuffix(".service") && (unit.state == "active" || unit.atBoot == "enabled"))
        }
        let kept = interesting.sorted { ($0.state == "failed" ? 0 : 1, $0.name) < ($1.state == "failed" ? 0 : 1, $1.name) }
            .prefix(DiagnosticsLimits.entries)
        let facts = ServiceFacts(
            systemState: state, total: Int64(units.count), failed: Int64(units.filter { $0.state == "failed" }.count),
            units: Array(kept))
        return Collected(.services(facts), gaps: gaps, omitted: Int64(interesting.count - kept.count))
    }

    /// Blocks of `Key=Value`, parted by empty lines.
    static func units(_ text: String) -> [UnitFacts] {
        var units: [UnitFacts] = []
        var values: [Substring: Substring] = [:]
        func finish() {
            defer { values = [:] }
            guard let name = values["Id"], let state = values["ActiveState"], values["LoadState"] != "not-found",
                values["LoadState"] != "masked"
            else { return }
            func word(_ key: Substring) -> String? { values[key].flatMap { $0.isEmpty ? nil : FactText.capped($0, 200) } }
            func number(_ key: Substring) -> Int64? { values[key].flatMap { Figures.number($0) } }
            units.append(
                UnitFacts(
                    name: FactText.capped(name, 256), description: word("Description") ?? "", state: FactText.capped(state, 64),
                    subState: word("SubState") ?? "", result: word("Result"), atBoot: word("UnitFileState"),
                    restarts: number("NRestarts"), exitStatus: number("ExecMainStatus"), memoryBytes: number("MemoryCurrent")))
        }
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.isEmpty {
                finish()
            } else if let sign = line.firstIndex(of: "=") {
                values[line[..<sign]] = line[line.index(after: sign)...]
            }
        }
        finish()
        return units
    }
}
