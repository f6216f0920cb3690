import Foundation
import Glibc
import Testing

extension TransfersEndToEnd {
    /// What the supervisor of a service does to it: it is told to stop, or it has come to the limit of its memory.
    @Suite(.serialized) struct SupervisorTests {
        /// Nothing that waits for somebody else is waited for.
        static let parkTime: Duration = .seconds(20)

        @Test(arguments: [TestBed.Role.agent, .relay])
        func `H82 SIGTERM in a push: the agent parks, the relay drains, both end with 0, and nothing of the push is lost`(
            _ role: TestBed.Role
        ) async throws {
            let bed = try await TestBed.ready("park-\(role)")
            // The relay gives what goes through it five seconds: little is left to do then.
            let (file, target, session, pushing) = try await pushUnderWay(bed, until: role == .relay ? 26_000_000 : 6_000_000)
            let service = try #require(bed.process(role))
            service.signal(SIGTERM)
            #expect(try await service.status(within: Self.parkTime) == 0, "\(service.errors)")
            // The relay lets what goes through it come to its end first; the agent leaves its part for the next one.
            #expect(try file.stands(at: target) == (role == .relay))
            try await start(role, on: bed)
            #expect(try await pushing.status(within: .seconds(90)) == 0, "\(pushing.errors)")
            try await ended(bed, file, target, session)
        }

        /// The limit is set below what it uses in the middle of the work: whatever it asks the kernel for is refused from then on.
        @Test(arguments: [TestBed.Role.agent, .relay])
        func `H82 a memory limit that is met in a push: nothing is lost, and it goes on after the restart`(
            _ role: TestBed.Role
        ) async throws {
            let bed = try await TestBed.ready("memory-\(role)")
            let (file, target, session, pushing) = try await pushUnderWay(bed)
            let service = try #require(bed.process(role))
            try await bed.run("/usr/bin/prlimit", ["--pid", "\(service.pid)", "--as=1048576"])
            // What needs new threads and new memory.
            for _ in 0..<10 where service.isRunning {
                _ = try await bed.run(ProgramPaths.console, ["machine", "list"], expecting: nil, within: .seconds(60))
            }
            let died = !service.isRunning
            print("the \(role) at its memory limit: \(died ? "ended, and was started again" : "went on")")
            if died { try await start(role, on: bed) }
            #expect(try await pushing.status(within: .seconds(90)) == 0, "\(pushing.errors)")
            try await ended(bed, file, target, session)
        }

        private func pushUnderWay(
            _ bed: TestBed, until written: Int = 6_000_000
        ) async throws -> (file: SampleFile, target: String, session: String, pushing: RunningProgram) {
            let file = try SampleFile(bed.place("fix.bin"), size: 30_000_000)
            let target = bed.customerFiles + "/fix.bin"
            let session = try await bed.activeSession("remote-install")
            let before = bed.bytesWrittenByAgent()
            let pushing = try bed.start(
                ProgramPaths.console, bed.pushing(file.path, to: target, session: session) + ["--limit", "6M"])
            try await Deadlines.wait("bytes of the push") { bed.bytesWrittenByAgent() - before > written }
            return (file, target, session, pushing)
        }

        private func start(_ role: TestBed.Role, on bed: TestBed) async throws {
            switch role {
            case .agent: try await bed.startAgent()
            case .relay: try await bed.startRelay()
            }
        }

        private func ended(_ bed: TestBed, _ file: SampleFile, _ target: String, _ session: String) async throws {
            #expect(try file.stands(at: target))
            #expect(try FileManager.default.contentsOfDirectory(atPath: bed.customerFiles) == ["fix.bin"])
            try await bed.end(session)
            try await Deadlines.wait("the settlement") { try await bed.ledgerEntries(of: session) == ["hold", "close"] }
            for log in [try await bed.auditKinds(of: session), try await bed.agentAuditKinds(of: session)] {
                #expect(log.count { $0 == "operation.intent" } == log.count { $0 == "operation.outcome" }, "\(log)")
            }
            try await bed.verifyLogs()
        }
    }
}
