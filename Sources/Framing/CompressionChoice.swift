/// Whether one stream's content is compressed: only while the link is slower than compressing.
///
/// A value without clock. What compressing costs comes in through `compressed`, how fast the way is through `waited` (frames that
/// left while more waited), and what was queued through `queued`. It begins by compressing, so that a slow link never carries text as
/// it is. While content is compressed, a slow reader at the other end looks like a slow link; where the two could be taken for each
/// other, and where nobody waits at all, some content goes as it is and shows what the way is worth.
package struct CompressionChoice: Sendable {
    /// The way must need so many times as long for a byte as compressing does: what is saved must also pay for decompressing, and for
    /// the processors that both ends would have had for something else.
    package static let worth = 2.0
    /// Once chosen, compression is given up when the way needs less than this many times as long, so that it does not flap.
    package static let stillWorth = 1.5
    /// Bytes on the wire after which doubt is settled by sending content as it is: more than a queue takes at once. Doubles whenever
    /// compression turns out to have been right.
    package static let firstPatience = 1 << 20
    package static let longestPatience = 256 << 20
    /// Content that is left as it is before one batch is compressed to see what that costs now. Doubles each time.
    package static let firstRest = 16 << 20
    package static let longestRest = 1 << 30
    /// Bytes on the wire for which nobody waited, after which the way's last figure is forgotten: several batches of content.
    package static let memory = 4 << 20
    /// How much a new figure counts beside the older ones.
    private static let weight = 0.25

    /// Nanoseconds for a byte of content, over all processors together; nil before the first.
    private var compressing: Double?
    /// What is left of a byte.
    private var remainder = 1.0
    /// Nanoseconds for a byte on the wire, in this mode; nil until somebody waited.
    private var way: Double?
    private var isOn = true
    /// What is queued before the queue holds nothing that went the other way.
    private var settling = 0
    /// Queued since somebody waited.
    private var unhindered = 0
    private var doubted = 0
    private var patience = Self.firstPatience
    private var rested = 0
    private var rest = Self.firstRest

    package init() {}

    /// Whether the next batch is to be compressed.
    package var compresses: Bool { isOn || (way != nil && rested >= rest) }

    /// A batch was compressed.
    ///
    /// - Parameters:
    ///   - raw: its bytes before, more than 0.
    ///   - wire: its bytes afterwards.
    ///   - time: from its beginning to its end, on as many processors as there were for it.
    package mutating func compressed(_ raw: Int, to wire: Int, in time: Duration) {
        guard raw > 0 else { return }
        let cost = time.nanoseconds / Double(raw)
        remainder = Double(wire) / Double(raw)
        if isOn {
            compressing = Self.blend(compressing, cost)
        } else {
            // What it cost long ago says nothing about now.
            compressing = cost
            rested = 0
            rest = min(rest * 2, Self.longestRest)
            settling = Self.firstPatience
        }
        decide()
    }

    /// So many bytes left in this time while more waited: that is the way's speed, whatever the sender does.
    package mutating func waited(_ wire: Int, for time: Duration) {
        unhindered = 0
        guard wire > 0, settling <= 0 else { return }
        way = Self.blend(way, time.nanoseconds / Double(wire))
        decide()
    }

    /// Content was queued; waiting for that is told by `waited`.
    package mutating func queued(_ raw: Int, as wire: Int) {
        settling -= min(settling, wire)
        unhindered += wire
        if unhindered >= Self.memory {
            // What the way was worth when somebody last waited for it says nothing about now.
            unhindered = 0
            way = nil
        }
        guard isOn else {
            rested = min(rested + raw, rest)
            return
        }
        doubted = isCertain ? 0 : doubted + wire
        if doubted >= patience { stop() }
    }

    /// Whether the way is slow whatever holds it up: even a reader that is the slowest of all needs longer than compressing.
    private var isCertain: Bool {
        guard let way, let compressing else { return false }
        return way * remainder >= compressing * Self.worth
    }

    private mutating func decide() {
        guard let way, let compressing else { return }
        if isOn, way < compressing * Self.stillWorth { return stop() }
        guard !isOn, way > compressing * Self.worth else { return }
        isOn = true
        change()
        rest = Self.firstRest
        patience = min(patience * 2, Self.longestPatience)
    }

    private mutating func stop() {
        isOn = false
        change()
    }

    private mutating func change() {
        way = nil
        settling = Self.firstPatience
        unhindered = 0
        doubted = 0
        rested = 0
    }

    private static func blend(_ old: Double?, _ new: Double) -> Double {
        old.map { $0 + (new - $0) * weight } ?? new
    }
}

extension Duration {
    fileprivate var nanoseconds: Double {
        Double(components.seconds) * 1e9 + Double(components.attoseconds) / 1e9
    }
}
