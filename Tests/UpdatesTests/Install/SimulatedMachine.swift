import Primitives

@testable import Updates

/// A machine as a model: what is on its disk, what runs, and what people entered. Its steps do what the installer's do, whole or
/// in part, so that any history of steps, failures and crashes can be judged by what is left.
struct SimulatedMachine {
    enum Version: Hashable { case old, new }

    private(set) var current: Version? = .old
    private(set) var running: Version? = .old
    private(set) var trees: Set<Version> = [.old]
    /// Which version can read the data.
    private(set) var format: Version = .old
    /// Rows that people entered and were told were kept.
    private(set) var rows = 0
    private(set) var backup: (rows: Int, format: Version)?
    /// Rows that a restore took away although nobody had decided so.
    private(set) var lostRows = 0
    private(set) var isOpen = true
    let facts: InstallMachineTests.Facts

    init(facts: InstallMachineTests.Facts) {
        self.facts = facts
    }

    var link: InstallEvent.CurrentLink {
        switch current {
        case .old: .old
        case .new: .new
        case nil: .other
        }
    }

    /// Somebody works, where something runs that takes work.
    mutating func enterRow() {
        guard let running, isOpen || running == .old else { return }
        guard format == running || facts.data == .untouched else { return }
        rows += 1
    }

    /// Does a step wholly.
    mutating func perform(_ record: InstallRecord, isDecided: Bool) {
        switch record.step {
        case .staged: trees.insert(.new)
        case .backedUp, .backedUpAtRest: backup = (rows, format)
        case .stopped, .backStopped: running = nil
        case .switched: current = .new
        case .started: start(.new)
        case .opened: isOpen = true
        case .backRestored:
            if let backup {
                if rows > backup.rows, !isDecided { lostRows += rows - backup.rows }
                (rows, format) = backup
            }
        case .backSwitched: current = .old
        case .backStarted: start(.old)
        case .rolledBack: trees.remove(.new)
        default: break
        }
    }

    /// The power comes back: what `current` names is started by the system, as it was before.
    mutating func boot() {
        running = nil
        if let current { start(current) }
    }

    private mutating func start(_ version: Version) {
        guard trees.contains(version), running != version else { return }
        running = version
        isOpen = version == .old || !facts.opensByHook
        if version == .new, facts.data == .migrates { format = .new }
    }
}
