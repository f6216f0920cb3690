package import Cryptography
package import Primitives

/// What the relay holds for one line.
package struct LineHold: Hashable, Sendable, Codable {
    package let line: Int
    /// nil where the line draws on nothing.
    package let hold: HoldID?

    package init(line: Int, hold: HoldID?) throws(Failure) {
        try Field.check((1...SessionLimits.lines).contains(line), "hold.line", limit: SessionLimits.lines)
        self.line = line
        self.hold = hold
    }
}

/// The relay has evaluated again and holds what the grant spends (`hamyar/activation/1`). Before it the agent performs nothing.
package struct Activation: Hashable, Sendable {
    package let grant: Digest
    package let session: SessionID
    package let holds: [LineHold]
    package let activated: Timestamp

    /// - Throws: `object.field` when a line is named twice or there are too many.
    package init(grant: Digest, session: SessionID, holds: [LineHold], activated: Timestamp) throws(Failure) {
        try Field.check((1...SessionLimits.lines).contains(holds.count), "holds", limit: SessionLimits.lines)
        try Field.check(Set(holds.map(\.line)).count == holds.count, "hold.line")
        try Field.check(activated.milliseconds >= 0, "activated")
        self.grant = grant
        self.session = session
        self.holds = holds
        self.activated = activated
    }
}
