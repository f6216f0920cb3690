import Foundation
import Testing

extension IntegrationTests {
    /// H75 with real processes: a hundred sessions over the last unit of a quota give one winner, after kill -9 too.
    @Suite(.serialized) struct LastUnitTests {
        static let sessions = 100

        @Test func `H75 a hundred parallel sessions over the last unit: one wins`() async throws {
            let bed = try await bedWithOneUnit("last-unit")
            let all = try await ask(bed)
            try await approveAll(all, bed)
            try await judge(all, bed)
        }

        @Test func `H75 a hundred parallel sessions over the last unit, the relay killed meanwhile: one wins`() async throws {
            var random = SeededGenerator.announced(for: "kill -9 of the relay among a hundred grants")
            let bed = try await bedWithOneUnit("last-unit-kill")
            let all = try await ask(bed)
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await approveAll(all, bed) }
                for _ in 0..<3 {
                    try await Deadlines.pass(.milliseconds(Int.random(in: 50...900, using: &random)))
                    await bed.kill(.relay)
                    try await bed.startRelay()
                }
                try await group.waitForAll()
            }
            try await bed.untilOnline()
            try await judge(all, bed)
        }

        /// The contract has one unit of remote-install.
        private func bedWithOneUnit(_ name: String) async throws -> TestBed {
            let bed = try TestBed(name)
            try await bed.initialise()
            try await bed.startRelay()
            try await bed.enrolAdmin()
            try await bed.hamyar("customer", "add", TestBed.customer)
            try await bed.hamyar(
                "contract", "add", TestBed.customer, "--plan", ProgramPaths.padra, "--product", "ledger", "--version", "2.0",
                "--platform", "linux", "--purchased", CivilDays.ago(60), "--quota", "remote-install=1")
            try await bed.enrolMachine(contract: bed.contract)
            try await bed.startAgent()
            try await bed.untilOnline()
            return bed
        }

        /// All are asked before one is answered; returns their numbers.
        private func ask(_ bed: TestBed) async throws -> [String] {
            var all: [String] = []
            for _ in 0..<Self.sessions { all.append(try await bed.request("remote-install")) }
            let asked = Set(all)
            try await Deadlines.wait("all requests at the agent") { Set(try await bed.waiting()).isSuperset(of: asked) }
            return all
        }

        /// At once; what the losers are told is looked at afterwards.
        private func approveAll(_ sessions: [String], _ bed: TestBed) async throws {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for (index, session) in sessions.enumerated() {
                    // Eight at a time: two processors have no more to give, and the order is the scheduler's.
                    if index >= 8 { try await group.next() }
                    group.addTask {
                        try await bed.run(ProgramPaths.agent, ["approve", session], expecting: nil, within: .seconds(60))
                    }
                }
                try await group.waitForAll()
            }
        }

        private func judge(_ all: [String], _ bed: TestBed) async throws {
            var winners: [String] = []
            try await Deadlines.wait("one winner", within: .seconds(180)) {
                winners = []
                for session in all where try await bed.state(of: session) == "active" { winners.append(session) }
                return !winners.isEmpty
            }
            // Grants that wait at the agent go to the relay again; whoever comes now finds nothing left.
            #expect(winners.count == 1, "\(winners)")
            let balance = try await bed.balance("remote-install")
            #expect(balance["available_thousandths"].int == 0)
            #expect(balance["reserved_thousandths"].int == 1000)
            let holds = try await bed.hamyar("ledger", bed.contract, "--json").json["entries"].array.count {
                $0["type"].string == "hold"
            }
            #expect(holds == 1)
            let winner = try #require(winners.first)
            let file = try SampleFile(bed.place("installer.bin"), size: 100_000)
            try await bed.push(file.path, to: bed.customerFiles + "/installer.bin", session: winner)
            try await bed.end(winner)
            try await Deadlines.wait("the settlement") { try await bed.ledgerEntries(of: winner) == ["hold", "close"] }
            #expect(try await bed.balance("remote-install")["consumed_thousandths"].int == 1000)
            try await bed.verifyLogs()
            try await bed.relay("ledger", "verify")
        }
    }
}
