import Primitives
import Testing

@testable import Diagnostics

@Suite struct LiveFixtureTests {
    @Test func `rates of a disk, an interface and a process`() throws {
        let machine = try FixtureMachine("debian-12")
        func disk(_ read: Int, _ written: Int, _ busy: Int) -> String {
            "   8       0 sda 10 0 \(read) 5 20 0 \(written) 5 0 \(busy) 9\n"
        }
        func wire(_ received: Int64, _ sent: Int64) -> String {
            "a\nb\n  eno1: \(received) 1 0 0 0 0 0 0 \(sent) 1 0 0 0 0 0 0\n"
        }
        func process(_ ticks: Int) -> String {
            "812 (postgres) R 1 812 812 0 -1 0 0 0 0 0 \(ticks) 0 0 0 20 0 1 0 500 1 25 0"
        }
        try machine.write("/proc/diskstats", disk(1000, 2000, 100))
        try machine.write("/proc/net/dev", wire(5_000_000_000, 100))
        try machine.write("/proc/812/stat", process(100))
        let old = LiveReading(machine.context, moment: .seconds(10))
        try machine.write("/proc/diskstats", disk(1100, 2000, 1100))
        try machine.write("/proc/net/dev", wire(5_000_300_000, 50))
        try machine.write("/proc/812/stat", process(200))
        let figures = try #require(LiveFigures(from: old, to: LiveReading(machine.context, moment: .seconds(12))))
        let sda = try #require(figures.disks.first)
        #expect(sda.readBytesPerSecond == 25_600 && sda.writtenBytesPerSecond == 0 && sda.busyThousandths == 500)
        // What fell began anew: no rate.
        #expect(figures.interfaces == [LiveInterface(name: "eno1", receivedBytesPerSecond: 150_000, sentBytesPerSecond: nil)])
        #expect(figures.processes.map(\.name) == ["postgres"] && figures.processes.first?.processorThousandths == 500)
        #expect(
            figures.millis == 2000
                && figures.fileSystems.last == LiveSpace(mount: "/var", usedPercent: 97, availableBytes: 1_600_000_000))
        #expect(figures.processor == nil && figures.load1Thousandths == 420)
        #expect(figures.swapUsedBytes == 4_403_200)
    }
}
