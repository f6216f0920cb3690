/// Whether one stream's content is compressed: only while the link is slower than compressing.
///
/// A value without clock. What compressing costs comes in through `compressed`, how fast the way is through `waited` (frames that
/// left while more waited), and what was queued through `queued`. It begins by compressing, so that a slow link never carries text as
/// it is. While content is compressed, a slow reader at the other end looks like a slow link; where the two could be taken for each
/// other, and where nobody waits at all, some content goes as it is and shows what the way is worth; and where both modes were seen and
/// the link is not slow beyond doubt, the one that was faster stays.
package struct CompressionChoice: Sendable {
    /// The way must need so many times as long for a byte as compressing does: what is saved must also pay for decompressing, and for
    /// the processors that both ends would have had for something else.
    package static let worth = 2.0
    /// Once chosen, compression is given up when the way needs less than this many times as long, so that it does not flap.
    package static let stillWorth = 1.5
    /// A way that needs so many times as long as compressing is slow whatever else is going on.
    package static let beyondDoubt = 4.0
    /// Content whose pace counts: shorter pieces show the queue.
    package static let pacedContent = 4 << 20
    /// Compressed content must get on by one part in so many faster than content as it is.
    package static let leastGain = 10.0
    /// Content that goes as it is, at least, after compressing it turned out to be no faster. Doubles.
    package static let firstBan = 64 << 20
    package static let longestBan = 1 << 30
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
    /// Nanoseconds for a byte of content from its reading to its queueing, over the last content of each mode.
    private var pace = Pace()
    private var plainPace: Double?
    private var banned = 0
    private var ban = Self.firstBan
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
    ///
    /// - Parameter time: since the content before was queued.
    package mutating func queued(_ raw: Int, as wire: Int, in time: Duration) {
        if settling == 0 { pace.add(raw, time) }
        banned -= min(banned, raw)
        settling -= min(settling, wire)
        unhindered += wire
        if unhindered >= Self.memory {
            // What the way was worth when somebody last waited for it says nothing about now.
            unhindered = 0
            way = nil
        }
        guard isOn else {
            rested = min(rested + raw, rest)
            plainPace = pace.average ?? plainPace
            return
        }
        doubted = isCertain ? 0 : doubted + wire
        if isInVain {
            banned = ban
            ban = min(ban * 2, Self.longestBan)
            stop()
        } else if doubted >= patience {
            stop()
        }
    }

    /// Both modes were seen, compressing was no faster, and this is no link for which that could not be.
    private var isInVain: Bool {
        guard let plainPace, let paced = pace.average, let way, let compressing else { return false }
        return paced > plainPace * (1 - 1 / Self.leastGain) && way < compressing * Self.beyondDoubt / remainder
    }

    /// Whether the way is slow whatever holds it up: even a reader that is the slowest of all needs longer than compressing.
    private var isCertain: Bool {
        guard let way, let compressing else { return false }
        return way * remainder >= compressing * Self.beyondDoubt
    }

    private mutating func decide() {
        guard let way, let compressing else { return }
        if isOn, way < compressing * Self.stillWorth { return stop() }
        // Before the pace of content as it is was seen, only what is beyond doubt changes anything.
        let isDoubtful = banned > 0 || pace.average == nil
        guard !isOn, way > compressing * (isDoubtful ? Self.beyondDoubt : Self.worth) else { return }
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
        pace = Pace()
    }

    private static func blend(_ old: Double?, _ new: Double) -> Double {
        old.map { $0 + (new - $0) * weight } ?? new
    }
}

/// How content gets on, forgetting what was long ago.
private struct Pace: Sendable {
    private var bytes = 0.0
    private var nanoseconds = 0.0

    /// Nil before there was enough to tell.
    var average: Double? { bytes >= Double(CompressionChoice.pacedContent) ? nanoseconds / bytes : nil }

    mutating func add(_ count: Int, _ time: Duration) {
        if bytes > Double(4 * CompressionChoice.pacedContent) {
            bytes /= 2
            nanoseconds /= 2
        }
        bytes += Double(count)
        nanoseconds += time.nanoseconds
    }
}

extension Duration {
    fileprivate var nanoseconds: Double {
        Double(components.seconds) * 1e9 + Double(components.attoseconds) / 1e9
    }
}
