import Testing

@testable import Framing

/// A sender, a way and a reader, by arithmetic: what the choice makes of each, batch by batch of 1 MiB.
private struct Journey {
    /// Nanoseconds for a byte: of content to compress and to read at the other end, on the wire to carry.
    var compressing: Double
    var carrying: Double
    var reading: Double
    /// What the sender's own source needs for a byte of content.
    var source = 0.0
    /// What is left of compressed content.
    var remainder = 0.25
    var choice = CompressionChoice()
    private(set) var sent = 0
    private(set) var compressed = 0

    init(compressing: Double, carrying: Double, reading: Double = 0, source: Double = 0) {
        (self.compressing, self.carrying, self.reading, self.source) = (compressing, carrying, reading, source)
    }

    mutating func go(mebibytes: Int) {
        (sent, compressed) = (0, 0)
        for _ in 0..<mebibytes {
            let raw = 1 << 20
            let isCompressed = choice.compresses
            let wire = isCompressed ? Int(Double(raw) * remainder) : raw
            if isCompressed { choice.compressed(raw, to: wire, in: .nanoseconds(Int64(compressing * Double(raw)))) }
            let ours = (source + (isCompressed ? compressing : 0)) * Double(raw)
            let theirs = max(carrying * Double(wire), reading * Double(raw))
            if theirs > ours { choice.waited(wire / 2, for: .nanoseconds(Int64(theirs / 2))) }
            choice.queued(raw, as: wire, in: .nanoseconds(Int64(max(ours, theirs))))
            sent += 1
            compressed += isCompressed ? 1 : 0
        }
    }
}

struct CompressionChoiceTests {
    @Test func `on a slow link everything is compressed, from the first byte`() {
        var journey = Journey(compressing: 3, carrying: 80)
        journey.go(mebibytes: 1000)
        #expect(journey.compressed == 1000)
    }

    @Test func `where nobody waits, content soon goes as it is`() {
        var journey = Journey(compressing: 3, carrying: 0.2)
        journey.go(mebibytes: 8)
        #expect(!journey.choice.compresses)
        journey.go(mebibytes: 10_000)
        // But for a look at what compressing costs, ever more seldom.
        #expect(journey.compressed < 20)
    }

    @Test func `a slow source is no reason to compress`() {
        var journey = Journey(compressing: 3, carrying: 2, source: 20)
        journey.go(mebibytes: 1000)
        #expect(journey.compressed < 20)
    }

    @Test func `a reader as slow as compressing is not taken for a slow link`() {
        var journey = Journey(compressing: 3, carrying: 0.5, reading: 3.5)
        journey.go(mebibytes: 20)
        journey.go(mebibytes: 1000)
        #expect(journey.compressed < 20)
    }

    @Test func `where everything shares busy processors, what is faster stays`() {
        // The reader is slow, and slower still while its processors compress: no link is to blame.
        var journey = Journey(compressing: 2, carrying: 0.1, reading: 5)
        var compressed = 0
        for _ in 0..<2000 {
            journey.reading = journey.choice.compresses ? 6 : 5
            journey.go(mebibytes: 1)
            compressed += journey.compressed
        }
        #expect(compressed < 300)
    }

    @Test func `a link of a gigabit is compressed for where processors are fast, in spite of some trials`() {
        var journey = Journey(compressing: 1.8, carrying: 8)
        journey.go(mebibytes: 1000)
        #expect(journey.compressed > 950)
    }

    @Test func `the link is believed when it changes, in both directions`() {
        var journey = Journey(compressing: 3, carrying: 80)
        journey.go(mebibytes: 50)
        journey.carrying = 0.3
        journey.go(mebibytes: 50)
        #expect(!journey.choice.compresses)
        journey.carrying = 80
        journey.go(mebibytes: 50)
        #expect(journey.choice.compresses)
        #expect(journey.compressed > 40)
    }

    @Test func `what compressing costs is looked at again from time to time`() {
        // Processors were busy with something else.
        var journey = Journey(compressing: 40, carrying: 8)
        journey.go(mebibytes: 10)
        #expect(!journey.choice.compresses)
        journey.compressing = 2
        journey.go(mebibytes: 60)
        #expect(journey.choice.compresses)
        // Where they stay busy, ever fewer batches are spent on it.
        var busy = Journey(compressing: 40, carrying: 8)
        busy.go(mebibytes: 10_000)
        #expect(busy.compressed < 20)
    }
}
