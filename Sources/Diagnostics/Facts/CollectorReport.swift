import Primitives
import Updates

/// What one collector found, or why it found nothing.
package struct CollectorReport: Codable, Hashable, Sendable {
    package enum State: String, Codable, Sendable {
        case ok
        /// Some facts are there; `gaps` says what is not.
        case partial
        case failed
        /// It took too long and was ended.
        case timeout
        /// Nothing of its kind is on this machine, or it was not asked for.
        case skipped
    }

    package let name: CollectorName
    package let state: State
    /// The first gap's code.
    package let reason: String?
    /// When it was begun, `2026-11-21T14:00:00Z`; nil in bundles of older programs.
    package let taken: String?
    /// How long it took.
    package let millis: Int64
    package let facts: CollectedFacts?
    package let gaps: [Gap]?
    /// Entries that a limit left out.
    package let omitted: Int64?
    /// Files beside the facts, for the bundle.
    package let attachments: [Attachment]?

    package init(_ name: CollectorName, _ collected: Collected, millis: Int64) {
        self.name = name
        taken = nil
        state = collected.gaps.isEmpty ? .ok : .partial
        reason = collected.gaps.first?.code
        self.millis = millis
        facts = collected.facts
        gaps = collected.gaps.isEmpty ? nil : collected.gaps
        omitted = collected.omitted > 0 ? collected.omitted : nil
        attachments = collected.attachments.isEmpty ? nil : collected.attachments
    }

    package init(_ name: CollectorName, _ state: State, _ gap: Gap, millis: Int64) {
        self.name = name
        self.state = state
        taken = nil
        reason = gap.code
        self.millis = millis
        facts = nil
        gaps = [gap]
        omitted = nil
        attachments = nil
    }

    /// Files of these names are not named any more.
    func leaving(out names: [String]) -> CollectorReport {
        let kept = attachments?.filter { !names.contains($0.name) }
        return CollectorReport(self, taken: taken, attachments: kept?.isEmpty == true ? nil : kept)
    }

    /// The same report with the time at which its collector was begun.
    func begun(at time: Timestamp) -> CollectorReport {
        CollectorReport(self, taken: MetadataTime.text(time), attachments: attachments)
    }

    private init(_ report: CollectorReport, taken: String?, attachments: [Attachment]?) {
        name = report.name
        state = report.state
        reason = report.reason
        self.taken = taken
        millis = report.millis
        facts = report.facts
        gaps = report.gaps
        omitted = report.omitted
        self.attachments = attachments
    }
}

/// What a collector gives.
package struct Collected: Sendable {
    package let facts: CollectedFacts
    package let gaps: [Gap]
    package let omitted: Int64
    package let attachments: [Attachment]

    package init(_ facts: CollectedFacts, gaps: [Gap] = [], omitted: Int64 = 0, attachments: [Attachment] = []) {
        self.facts = facts
        self.gaps = gaps
        self.omitted = omitted
        self.attachments = attachments
    }
}

/// A file that a collector wrote for the bundle, not redacted yet.
package struct Attachment: Codable, Hashable, Sendable {
    /// Its place in the bundle: `logs/journal.txt`.
    package let name: String
    package let bytes: Int64
    package let lines: Int64
    /// More was there than a limit allowed.
    package let isCut: Bool

    package init(name: String, bytes: Int64, lines: Int64, isCut: Bool) {
        self.name = name
        self.bytes = bytes
        self.lines = lines
        self.isCut = isCut
    }
}
