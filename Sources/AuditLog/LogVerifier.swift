package import Cryptography
package import Primitives

/// Checks a whole log, entry by entry, against a signed checkpoint, and names the first bad index (H73).
///
/// Feed it every stored entry with the leaf that is stored beside it, in stored order, then call `finish`. Entries come as they
/// are read, so a log of any length is checked in constant memory.
package struct LogVerifier: Sendable {
    package enum Problem: String, Hashable, Sendable {
        /// An entry is missing, twice there, or in another place.
        case order
        /// The epoch fell, or is later than the checkpoint's.
        case epoch
        /// The payload is not the one that the entry was made with.
        case payload
        /// The entry is not the one that the stored leaf was made from.
        case leaf
        /// The log ends before the checkpoint's size.
        case truncated
        /// Entries and leaves agree among each other, but not with the signed root.
        case root
    }

    /// Where the log stops being the signed one.
    package struct Finding: Hashable, Sendable {
        package let firstBad: UInt64
        package let problem: Problem
    }

    private var signed: [Checkpoint]
    private let last: Checkpoint
    private var frontier = MerkleFrontier()
    private var epoch: UInt32 = 0
    private var proved: UInt64 = 0
    package private(set) var finding: Finding?

    /// - Parameters:
    ///   - checkpoint: the latest, its signature verified.
    ///   - earlier: other verified checkpoints of the same epoch; with them a bad root is found between two of them.
    package init(checkpoint: Checkpoint, earlier: [Checkpoint] = []) {
        last = checkpoint
        signed =
            (earlier.filter { $0.log == checkpoint.log && $0.epoch == checkpoint.epoch && $0.size < checkpoint.size } + [
                checkpoint
            ])
            .sorted { $0.size < $1.size }
    }

    /// Entries that were fed so far without a finding.
    package var entries: UInt64 { frontier.size }

    /// Checks the next stored entry. After the first finding nothing more is looked at.
    package mutating func add(_ entry: AuditEntry, leaf stored: Digest) {
        guard finding == nil else { return }
        compareRoots()
        guard finding == nil else { return }
        let index = frontier.size
        guard entry.index == index else { return report(index, .order) }
        guard entry.epoch >= epoch, index >= last.size || entry.epoch <= last.epoch else { return report(index, .epoch) }
        guard entry.content.map({ $0.digest == entry.payloadDigest }) ?? true else { return report(index, .payload) }
        guard entry.leaf == stored else { return report(index, .leaf) }
        epoch = entry.epoch
        guard (try? frontier.append(stored)) != nil else { return report(index, .order) }
    }

    /// Compares the end with the checkpoint. Entries behind its size were checked among themselves only.
    /// - Throws: `audit.unsound` with the finding.
    package mutating func finish() throws(Failure) {
        compareRoots()
        if finding == nil, frontier.size < last.size { report(frontier.size, .truncated) }
        if let finding {
            throw Failure(.auditUnsound, ["first_bad": String(finding.firstBad), "problem": finding.problem.rawValue])
        }
    }

    /// The root can only be compared at a signed size; a mismatch lies behind the last size that matched.
    private mutating func compareRoots() {
        while let next = signed.first, next.size == frontier.size {
            signed.removeFirst()
            guard next.root == frontier.root else { return report(proved, .root) }
            proved = next.size
        }
    }

    private mutating func report(_ index: UInt64, _ problem: Problem) {
        finding = Finding(firstBad: index, problem: problem)
    }
}
