import Foundation
import Glibc
import Testing

extension TransfersEndToEnd {
    /// Real small file systems that others fill while real programs write.
    @Suite(.serialized, .enabled(if: SmallDisk.mayMount, SmallDisk.why)) struct SmallDiskTests {
        @Test(arguments: [false, true], [1, 700_000, 5_000_000])
        func `H56 the customer's disk fills in the middle of a push`(isTree: Bool, left: Int) async throws {
            let bed = try await TestBed.ready("full")
            let session = try await bed.activeSession()
            // The agent leaves 64 MiB to logs, or does not begin.
            let disk = try SmallDisk(bed.customerFiles, mebibytes: 160)
            let manager = FileManager.default
            let there = bed.customerFiles + "/program"
            try Data("the old one".utf8).write(to: URL(fileURLWithPath: there))
            let source = bed.place("source")
            try manager.createDirectory(atPath: source + "/texts", withIntermediateDirectories: true)
            for number in 0..<20 { try Data("\(number)".utf8).write(to: URL(fileURLWithPath: source + "/texts/\(number)")) }
            let program = try SampleFile(source + "/program", size: 60_000_000)
            let words =
                bed.pushing(isTree ? source : program.path, to: isTree ? bed.customerFiles : there, session: session)
            let untouched = { () throws in
                #expect(manager.contents(atPath: there) == Data("the old one".utf8))
                #expect(try manager.contentsOfDirectory(atPath: bed.customerFiles).sorted() == ["program", "somebody-else"])
            }

            let pushing = try bed.start(ProgramPaths.console, words + ["--limit", "10M"])
            try await Deadlines.wait("its middle") { disk.free < 150 << 20 }
            try disk.fill(leaving: left)
            #expect(try await pushing.status(within: .seconds(60)) == 74)
            #expect(pushing.errors.split(separator: "\n").filter { $0.hasSuffix(".") }.count == 1, "\(pushing.errors)")
            try untouched()

            // Not so much as begun where the room for logs would go.
            let refused = try await bed.run(ProgramPaths.console, words, expecting: 74)
            #expect(refused.saysOneSentence, "\(refused)")
            try untouched()

            try disk.clear()
            try await bed.run(ProgramPaths.console, words, within: .seconds(90))
            #expect(try program.stands(at: there))
            try await bed.end(session)
            try await bed.verifyLogs()
        }

        @Test func `H56 the relay's disk fills in the middle of an upload: logs keep their room, and the work goes on`()
            async throws
        {
            let reserve = 32 << 20
            nonisolated(unsafe) var mounted: SmallDisk?
            let bed = try await TestBed.ready("full-relay", relayOptions: ["--disk-reserve", "32M"]) { bed in
                mounted = try SmallDisk(bed.data, mebibytes: 128)
            }
            let disk = try #require(mounted)
            let session = try await bed.activeSession()
            await bed.kill(.agent)
            try await Deadlines.wait("the machine away") { try await !bed.machineIsOnline() }
            let file = try SampleFile(bed.place("fix.bin"), size: 50_000_000)
            let target = bed.customerFiles + "/fix.bin"
            let words = [
                "push", file.path, "\(bed.machine):\(target)", "--kind", "error-fixing", "--reason", "The totals are wrong",
                "--yes",
                "--session", session, "--json",
            ]
            let begun = disk.free
            let pushing = try bed.start(ProgramPaths.console, words + ["--limit", "5M"])
            try await Deadlines.wait("its middle") { disk.free < begun - (10 << 20) }
            try disk.fill(leaving: reserve + (2 << 20))
            #expect(try await pushing.status(within: .seconds(60)) == 74)
            #expect(disk.free >= reserve - (1 << 20), "\(disk.free)")
            // Nothing is stored; what the logs have to say, they say.
            let waiting = try await bed.hamyar("transfers", "--json")
            // An upload that may go on, and nothing that a machine could get.
            #expect(try waiting.json["transfers"].array.allSatisfy { $0["direction"].string == "upload" }, "\(waiting)")
            _ = try await bed.request()
            try await bed.relay("audit", "verify")

            try disk.clear()
            let stored = try await bed.run(ProgramPaths.console, words, within: .seconds(90)).json
            #expect(stored["machines"][0]["stored"].bool == true)
            try await bed.startAgent()
            try await Deadlines.wait("the file") { try file.stands(at: target) }
            try await bed.verifyLogs()
        }
    }
}
