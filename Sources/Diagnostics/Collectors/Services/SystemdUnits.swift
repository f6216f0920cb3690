import Primitives

/// `systemctl show`: the one output of systemd that all its versions write alike.
enum SystemdUnits {
    private static let properties = [
        "Id", "Description", "LoadState", "ActiveState", "SubState", "Result", "UnitFileState", "NRestarts", "ExecMainStatus",
        "MemoryCurrent",
    ]

    static func collect(_ context: CollectionContext) async throws(Failure) -> Collected {
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
        return ServiceCollector.collected("systemd", state: state, units, gaps: gaps)
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
