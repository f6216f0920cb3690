/// What `rc-status --all --format ini` prints (OpenRC since 0.35): a section for each run level, in it lines of service and state.
///
///     [default]
///     postgresql =  started 00:00:02 (2)
///     ledger =  crashed
struct OpenRCStatus {
    private(set) var units: [UnitFacts] = []
    private var places: [String: Int] = [:]

    init(_ text: String) {
        var level = ""
        for line in text.split(whereSeparator: \.isNewline) {
            if line.hasPrefix("["), line.hasSuffix("]") {
                level = String(line.dropFirst().dropLast())
            } else if let sign = line.firstIndex(of: "=") {
                let name = line[..<sign].split(separator: " ").joined(separator: " ")
                add(name, line[line.index(after: sign)...].split(separator: " "), level)
            }
        }
    }

    /// Run levels that only tell how a service came to run are no levels that it is in.
    private mutating func add(_ name: String, _ words: [Substring], _ level: String) {
        guard !name.isEmpty, let word = words.first else { return }
        let isAtBoot = !level.hasPrefix("Dynamic") && level != "shutdown"
        if let place = places[name] {
            guard isAtBoot, units[place].atBoot != "enabled" else { return }
            units[place] = Self.unit(name, word, words, isAtBoot: true)
            return
        }
        places[name] = units.count
        units.append(Self.unit(name, word, words, isAtBoot: isAtBoot))
    }

    /// In systemd's words, so that rules and comparisons need not know whose they are; OpenRC's own word is the lower state.
    private static func unit(_ name: String, _ word: Substring, _ words: [Substring], isAtBoot: Bool) -> UnitFacts {
        let state =
            switch word {
            case "started": "active"
            // Its process, or that of its supervisor, is gone; or it did not start.
            case "crashed", "unsupervised", "failed": "failed"
            case "starting": "activating"
            case "stopping": "deactivating"
            default: "inactive"
            }
        // Behind the time since its start: how often its supervisor started it again.
        let restarts = words.last.flatMap { $0.hasPrefix("(") ? Figures.number($0.dropFirst().dropLast()) : nil }
        return UnitFacts(
            name: FactText.capped(name, 256), description: "", state: state, subState: FactText.capped(word, 64), result: nil,
            atBoot: isAtBoot ? "enabled" : "disabled", restarts: word == "started" ? restarts : nil, exitStatus: nil,
            memoryBytes: nil)
    }
}
