import Foundation
import Glibc
import Testing

extension SilentPeers {
    /// Programs that are there and say nothing, as a machine behind a dead link does: their sockets stay open.
    @Suite struct VanishedPeerTests {
        /// Two pings, 25 s apart at most, without an answer, and what two busy cores need.
        static let inTime: Duration = .seconds(100)

        @Test
        func `H47 a technician's program that vanishes in a push: the relay and the machine let go of it, and it goes on later`()
            async throws
        {
            let bed = try await TestBed.ready("vanished-technician")
            let file = try SampleFile(bed.place("fix.bin"), size: 40_000_000)
            let target = bed.customerFiles + "/fix.bin"
            let session = try await bed.activeSession()
            let words = bed.pushing(file.path, to: target, session: session)
            let pushing = try bed.start(ProgramPaths.console, words + ["--limit", "2M"])
            try await Deadlines.wait("its middle") { try arrived(bed) > 3_000_000 }
            pushing.signal(SIGSTOP)
            let begun = ContinuousClock.now
            try await Deadlines.wait("the relay to let go", within: Self.inTime) {
                try await bed.hamyar("transfers", "--json").json["transfers"].array.isEmpty
            }
            // Nobody holds the part any more: another attempt takes it at once, and sends what is missing.
            let again = try await bed.push(file.path, to: target, session: session).json
            print("a vanished technician: let go of after \(ContinuousClock.now - begun)")
            #expect(try file.stands(at: target))
            #expect(again["bytes_sent"].int < file.size)
            pushing.signal(SIGCONT)
            await pushing.kill()
            try await bed.end(session)
            try await bed.verifyLogs()

            func arrived(_ bed: TestBed) throws -> Int {
                let names = try FileManager.default.contentsOfDirectory(atPath: bed.customerFiles)
                guard let part = names.first(where: { $0.hasSuffix(".part") }) else { return 0 }
                let attributes = try FileManager.default.attributesOfItem(atPath: bed.customerFiles + "/" + part)
                return attributes[.size] as? Int ?? 0
            }
        }

        @Test func `H47 a machine that vanishes in a push is away in time, and goes on when it is back`() async throws {
            let bed = try await TestBed.ready("vanished-machine")
            let file = try SampleFile(bed.place("fix.bin"), size: 40_000_000)
            let target = bed.customerFiles + "/fix.bin"
            let session = try await bed.activeSession()
            let words = bed.pushing(file.path, to: target, session: session) + ["--limit", "4M"]
            let pushing = try bed.start(ProgramPaths.console, words)
            try await Deadlines.wait("its middle") {
                try FileManager.default.contentsOfDirectory(atPath: bed.customerFiles).contains { $0.hasSuffix(".part") }
            }
            try await Deadlines.pass(.seconds(3))
            bed.process(.agent)?.signal(SIGSTOP)
            let begun = ContinuousClock.now
            try await Deadlines.wait("the machine away", within: Self.inTime) { try await !bed.machineIsOnline() }
            print("a vanished machine: let go of after \(ContinuousClock.now - begun)")
            #expect(pushing.isRunning)
            bed.process(.agent)?.signal(SIGCONT)
            #expect(try await pushing.status(within: .seconds(120)) == 0, "\(pushing.errors)")
            #expect(try file.stands(at: target))
            try await bed.end(session)
            try await bed.verifyLogs()
        }
    }
}
