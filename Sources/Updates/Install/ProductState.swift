package import Cryptography
package import Primitives

/// All that the journal says of one product.
package struct ProductState: Codable, Hashable, Sendable {
    package let product: String
    /// The committed version; nil before the first.
    package private(set) var committed: String?
    /// The install that is under way or waits for a person.
    package private(set) var install: InstallRecord?
    /// Versions that are not tried again until told, oldest first.
    package private(set) var failed: [FailedVersion] = []
    /// Newest last: the last one is where a rollback goes.
    package private(set) var kept: [KeptVersion] = []
    /// Newest last.
    package private(set) var outcomes: [InstallOutcome] = []
    /// How often an install of the version was cut off before its switch.
    package private(set) var interrupted: [String: Int] = [:]

    package struct FailedVersion: Codable, Hashable, Sendable {
        package let version: String
        package let reason: InstallReason
        package let at: Timestamp
    }

    package init(product: String) {
        self.product = product
    }

    /// Begins an install.
    ///
    /// - Parameter isHigher: how two versions compare: whether the first is the later one.
    ///
    /// Throws install.busy, install.undecided, install.installed, install.lower-version, install.failed-before.
    package mutating func begin(
        _ version: String, id: String, at now: Timestamp, isHigher: (String, String) throws -> Bool
    ) throws {
        try checkNothingIsUnderWay()
        let words = ["product": product, "version": version]
        if let committed {
            guard committed != version else { throw Failure(.installInstalled, words) }
            guard try isHigher(version, committed) else {
                throw Failure(.installLowerVersion, words.merging(["installed": committed]) { $1 })
            }
        }
        if let before = failed.last(where: { $0.version == version }) {
            throw Failure(.installFailedBefore, words.merging(["reason": before.reason.code]) { $1 })
        }
        install = InstallRecord(id: id, product: product, from: committed, to: version, at: now)
    }

    /// Begins the way back to the version before.
    ///
    /// - Parameters:
    ///   - restores: whether the backup goes back too; nil: nobody said, which is refused where the data changed.
    ///   - version: that must be the installed one: a patch is taken back until the next install; nil where any is meant.
    ///
    /// Throws install.busy, install.undecided, install.undo-over, install.nothing-kept, install.data-choice.
    package mutating func beginRollback(of version: String? = nil, restores: Bool?, at now: Timestamp) throws {
        try checkNothingIsUnderWay()
        if let version, version != committed {
            let words = ["product": product, "version": version, "installed": committed ?? "-"]
            throw Failure(.installUndoOver, words)
        }
        guard let committed, let previous = kept.last else { throw Failure(.installNothingKept, ["product": product]) }
        if previous.data == .migrates, restores == nil {
            throw Failure(.installDataChoice, ["product": product, "version": committed, "previous": previous.version])
        }
        install = .rollback(
            backup: previous.replacedBy, product: product, committed: committed, previous: previous.version,
            data: previous.data, restores: previous.data == .migrates && restores == true, at: now)
    }

    /// Digests of the trees of the install under way.
    package mutating func note(fromTree: Digest?, toTree: Digest?) {
        install?.fromTree = fromTree
        install?.toTree = toTree
    }

    /// The next record of the install under way, as `InstallMachine` made it; one that ended becomes an outcome.
    ///
    /// - Parameter keeping: how long the version before stays.
    package mutating func advance(to machine: InstallMachine, keeping: Duration, at now: Timestamp) {
        install = machine.record
        guard let result = machine.result else { return }
        install = nil
        let record = machine.record
        let word: InstallOutcome.Word
        switch result {
        case .committed:
            word = .committed
            if let from = record.from {
                keep(KeptVersion(version: from, replacedBy: record.id, data: record.data, until: now + keeping))
            }
            kept.removeAll { $0.version == record.to }
            committed = record.to
            interrupted[record.to] = nil
        case .rolledBack(let reason):
            word = .rolledBack
            if record.isAskedRollback {
                committed = record.from
                kept.removeAll { $0.version == record.from }
            }
            switch record.blame {
            case .version: note(record.to, reason, now)
            case .surroundings: countInterruption(record, now)
            case .nobody: break
            }
        case .interrupted:
            word = .interrupted
            countInterruption(record, now)
        }
        outcomes.append(
            InstallOutcome(
                id: record.id, from: record.from, to: record.to, word: word, reason: record.reason,
                isOldDown: record.isOldDown, begun: record.begun, ended: now, steps: record.traces, fromTree: record.fromTree,
                toTree: record.toTree, isReported: false))
        if outcomes.count > InstallLimits.outcomes { outcomes.removeFirst(outcomes.count - InstallLimits.outcomes) }
    }

    /// The version may be tried again.
    package mutating func forgetFailure(of version: String) {
        failed.removeAll { $0.version == version }
        interrupted[version] = nil
    }

    /// The outcome is known where it has to be.
    package mutating func acknowledge(_ id: String) {
        for index in outcomes.indices where outcomes[index].id == id { outcomes[index].isReported = true }
    }

    /// Versions whose time is over, or that are too many; they are no longer kept.
    package mutating func removeExpired(at now: Timestamp) -> [KeptVersion] {
        let surplus = Set(kept.dropLast(InstallLimits.keptVersions))
        return removeKept { $0.until <= now || surplus.contains($0) }
    }

    /// What must go now because a version was withdrawn; nothing where it is not among those kept.
    ///
    /// Where the install after it changed the data, older versions go with it: nothing would lead back to them any more.
    package mutating func drop(_ version: String) -> [KeptVersion] {
        guard let index = kept.firstIndex(where: { $0.version == version }) else { return [] }
        let first = kept[index].data == .migrates ? kept.startIndex : index
        let gone = Array(kept[first...index])
        kept.removeSubrange(first...index)
        return gone
    }

    private mutating func removeKept(_ condition: (KeptVersion) -> Bool) -> [KeptVersion] {
        let gone = kept.filter(condition)
        kept.removeAll(where: condition)
        return gone
    }

    private mutating func keep(_ version: KeptVersion) {
        kept.removeAll { $0.version == version.version }
        kept.append(version)
    }

    /// Nobody knows whose fault it was; often enough, it is the version's (H68).
    private mutating func countInterruption(_ record: InstallRecord, _ now: Timestamp) {
        let count = interrupted[record.to, default: 0] + 1
        interrupted[record.to] = count
        if count >= InstallLimits.interruptions, let reason = record.reason { note(record.to, reason, now) }
    }

    private mutating func note(_ version: String, _ reason: InstallReason, _ now: Timestamp) {
        failed.removeAll { $0.version == version }
        failed.append(FailedVersion(version: version, reason: reason, at: now))
        if failed.count > InstallLimits.failedVersions { failed.removeFirst() }
    }

    private func checkNothingIsUnderWay() throws {
        guard let install else { return }
        let words = ["product": product, "version": install.to, "step": install.step.rawValue]
        throw Failure(install.step == .undecided ? .installUndecided : .installBusy, words)
    }
}
