import AgentStorage
import Bundles
import Diagnostics
import Messages
import Primitives
import Sentences
import Sessions
import SignedObjects
import SwiftProtobuf
import Testing

@testable import Agent

/// Several diagnoses of one session are told apart, and none of them leaves in place of another (D7).
@Suite struct DiagnosisNameTests {
    /// Diagnoses of one active session that wait, in the order in which they were asked for.
    private func waiting(_ count: Int, on machine: TestMachine) async throws -> [OperationID] {
        let request = try await machine.active(scope: ["diagnose"])
        var operations: [OperationID] = []
        for _ in 0..<count {
            machine.clock.advance(.seconds(60))
            let operation = try machine.technician.operation(.diagnosis(Diagnosis()), in: request)
            _ = try await machine.desk.begin(operation, size: 0)
            try await machine.desk.collects(operation.body)
            try await machine.desk.waits(operation.body, findings: 1, redactions: 2)
            operations.append(operation.body.operation)
        }
        return operations
    }

    private func short(_ operation: OperationID) -> String { String(operation.description.prefix(10)) }

    private func refusal(_ machine: TestMachine, _ text: String) async throws -> Failure {
        do {
            let found = try await machine.desk.decidableDiagnosis(named: text)
            Issue.record("\(text) names \(found.operation)")
            return Failure(.diagnosisUnknown)
        } catch {
            return try #require(error as? Failure)
        }
    }

    @Test func `D7 a session names the only diagnosis that waits, and none where two do`() async throws {
        let machine = try await TestMachine()
        let operations = try await waiting(2, on: machine)
        for text in ["S-1001", "s-1001", "1001"] {
            let failure = try await refusal(machine, text)
            #expect(failure.code == .diagnosisSeveral && ExitCode(for: failure) == .ambiguous)
            for language in Language.allCases {
                let sentence = language.sentence(for: failure)
                for operation in operations { #expect(sentence.contains(short(operation)), "\(sentence)") }
                #expect(!sentence.contains("\n") && sentence.contains("hamyar-agent preview"))
            }
            // To look is no decision.
            #expect(try await machine.desk.diagnosis(named: text).operation == operations[1])
        }
        for operation in operations {
            for text in [
                operation.description, short(operation), short(operation).uppercased(), String(short(operation).prefix(8)),
            ] {
                #expect(try await machine.desk.decidableDiagnosis(named: text).operation == operation, "\(text)")
                #expect(try await machine.desk.diagnosis(named: text).operation == operation)
            }
        }
        for text in ["opn_", "opn_000", "opn_zzzzzzzz", "S-1002", "", "opn"] {
            let failure = try await refusal(machine, text)
            #expect(failure.code == (text.isEmpty ? .diagnosisSeveral : .diagnosisUnknown), "\(text)")
        }
        // With exactly one it goes on as before.
        _ = try await machine.desk.withhold(operations[1], reason: "", by: machine.person)
        #expect(try await machine.desk.decidableDiagnosis(named: "S-1001").operation == operations[0])
        _ = try await machine.desk.withhold(operations[0], reason: "", by: machine.person)
        #expect(try await machine.desk.decidableDiagnosis(named: "S-1001").operation == operations[1])
    }

    @Test func `D7 many that wait are named as far as a sentence goes`() async throws {
        let machine = try await TestMachine()
        _ = try await waiting(9, on: machine)
        let ids = try await refusal(machine, "S-1001").parameters["ids"] ?? ""
        #expect(ids.split(separator: ",").count == 9 && ids.hasSuffix(", …"), "\(ids)")
    }

    @Test(arguments: Language.allCases)
    func `D7 the list and the look have time, id and state of each, and commands that name it`(language: Language) async throws {
        let machine = try await TestMachine()
        let operations = try await waiting(2, on: machine)
        var views: [WireLocalDiagnosis] = []
        for stored in try await machine.desk.diagnoses() { views.append(try await machine.desk.view(of: stored)) }
        let output = DiagnosesOutput(views)
        let list = DiagnosisText.make(output, in: language)
        let lines = list.split(separator: "\n").map(String.init)
        for (view, operation) in zip(views, operations.reversed()) {
            let line = try #require(lines.first { $0.contains(short(operation)) })
            #expect(line.contains("S-1001") && line.contains(language.word(.waitsForYourLook)), "\(line)")
            #expect(line.contains(language.moment(view.asked)), "\(line)")
        }
        #expect(views[0].asked == views[1].asked + 60_000)
        let newest = DiagnosisText.make(output.diagnoses[0], among: output, in: language)
        #expect(newest.hasPrefix("S-1001  \(short(operations[1]))"))
        #expect(newest.contains("hamyar-agent send \(short(operations[1])) [") && newest.contains(language.word(.alsoWaiting)))
        #expect(newest.contains(short(operations[0])) && list.contains("hamyar-agent withhold \(short(operations[1]))"))
        let only = DiagnosisText.make(output.diagnoses[0], in: language)
        #expect(only.contains("hamyar-agent send S-1001 [") && !only.contains(language.word(.alsoWaiting)))
    }

    @Test func `D7 the look says by rule what was taken out`() {
        let wire = WireLocalDiagnosis.with {
            $0.operation = OperationID.random().description
            $0.number = "S-1001"
            $0.state = "waiting"
        }
        let document = FactDocument(machine: .init(name: "till"), taken: Timestamp(milliseconds: 0), collectors: [], findings: [])
        let look = DiagnosisLook(document, RedactionSummary(totals: ["password": 3, "token": 12], entries: [], omitted: 15))
        let output = DiagnosisOutput(wire, look)
        #expect(DiagnosisText.make(output, in: .english).contains("By rule: tokens (token) 12, passwords (password) 3"))
        #expect(output.redactedByRule?.map(\.rule) == ["token", "password"])
    }
}
