import Foundation
import Testing

extension TransfersEndToEnd {
    /// kill -9 at random points of a push: the same command again ends with the right file, under the same approval, with one hold
    /// and one close, and never is a part of a file under its name.
    @Suite(.serialized) struct KillTests {
        enum Victim: String, CaseIterable, Sendable {
            case technician, agent, relay
        }

        /// HAMYAR_KILL_POINTS sets another number.
        static let points = ProcessInfo.processInfo.environment["HAMYAR_KILL_POINTS"].flatMap { Int($0) } ?? 20
        static let size = 30_000_000

        @Test(arguments: Victim.allCases)
        func `kill -9 in a push`(_ victim: Victim) async throws {
            var random = SeededGenerator.announced(for: "kill -9 of the \(victim.rawValue)")
            let bed = try await TestBed.ready("kill-\(victim.rawValue)")
            let file = try SampleFile(bed.place("fix.bin"), size: Self.size)
            let session = try await bed.activeSession("remote-install")

            // How long a push takes here, from the command to its end: the points are spread over it.
            let begun = ContinuousClock.now
            try await bed.push(file.path, to: bed.customerFiles + "/undisturbed", session: session)
            let length = ContinuousClock.now - begun
            try FileManager.default.removeItem(atPath: bed.customerFiles + "/undisturbed")

            for point in 0..<Self.points {
                let moment = length * Double.random(in: 0...1, using: &random)
                let target = bed.customerFiles + "/\(point)"
                try await self.point(bed, victim, file, target, session, after: moment, impatient: point.isMultiple(of: 2))
                try FileManager.default.removeItem(atPath: target)
            }

            let names = try FileManager.default.contentsOfDirectory(atPath: bed.customerFiles)
            #expect(names.isEmpty, "left over: \(names)")
            try await bed.end(session)
            try await Deadlines.wait("the settlement") { try await bed.ledgerEntries(of: session) == ["hold", "close"] }
            let balance = try await bed.balance("remote-install")
            #expect(balance["consumed_thousandths"].int == 1000)
            #expect(balance["available_thousandths"].int == 1000)
            for log in [try await bed.auditKinds(of: session), try await bed.agentAuditKinds(of: session)] {
                #expect(log.count { $0 == "session.granted" } == 1)
                #expect(log.count { $0 == "session.activated" } == 1)
                #expect(log.count { $0 == "operation.intent" } == log.count { $0 == "operation.outcome" })
            }
            // Some of the points were really in the middle of the work.
            let resumed = try await bed.agentAuditKinds(of: session).count { $0 == "operation.resumed" }
            print("kill -9 of the \(victim.rawValue): \(resumed) of \(Self.points) operations were cut off and went on")
            #expect(resumed > 0 || Self.points < 10)
            try await bed.verifyLogs()
        }

        /// - Parameter impatient: whether the technician's program is killed too, so that the command must be given again.
        private func point(
            _ bed: TestBed, _ victim: Victim, _ file: SampleFile, _ target: String, _ session: String, after moment: Duration,
            impatient: Bool
        ) async throws {
            let pushing = try bed.start(ProgramPaths.console, bed.pushing(file.path, to: target, session: session))
            try await Deadlines.pass(moment)
            switch victim {
            case .technician: await pushing.kill()
            case .agent: await bed.kill(.agent)
            case .relay: await bed.kill(.relay)
            }
            // Throws where something else than the whole file has the name.
            _ = try file.stands(at: target)
            if impatient { await pushing.kill() }
            switch victim {
            case .technician: break
            case .agent: try await bed.startAgent()
            case .relay: try await bed.startRelay()
            }
            let first = impatient || victim == .technician ? nil : try await pushing.status(within: .seconds(90))
            if first != 0 {
                // An agent that lost its relay looks for it again within a moment.
                try await bed.untilOnline()
                try await bed.push(file.path, to: target, session: session)
            }
            #expect(try file.stands(at: target), "after \(moment)")
        }
    }
}
