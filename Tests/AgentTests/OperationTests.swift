import Cryptography
import Messages
import Primitives
import Sessions
import SignedObjects
import SwiftProtobuf
import Testing

@testable import Agent

/// What an operation must pass before it has any effect.
@Suite struct OperationTests {
    private func refusal(_ machine: TestMachine, _ operation: SignedObject<Sessions.Operation>) async -> String? {
        await code {
            guard case .new(let admitted) = try await machine.desk.admit(machine.opening(operation)) else { return }
            guard case .push(let push) = admitted.body.work else { return }
            let size = push.size
            _ = try await machine.desk.begin(admitted, size: size)
        }
    }

    @Test func `H42 before consent, and between consent and activation`() async throws {
        let machine = try await TestMachine()
        let request = try await machine.offered()
        let (operation, _) = try machine.push([1], in: request)
        #expect(await refusal(machine, operation) == "session.wrong-state")
        _ = try await machine.desk.approve("S-1001", choice: ConsentChoice(), by: machine.person)
        #expect(await refusal(machine, operation) == "session.wrong-state")
        try await machine.activate(request)
        #expect(await refusal(machine, operation) == nil)
        #expect(try machine.logged().contains("operation.refused"))
    }

    @Test func `H42 after expiry, by the boot clock alone`() async throws {
        let machine = try await TestMachine()
        let request = try await machine.active()
        // The wall clock stands still: somebody turned it back.
        machine.clock.set(boottime: machine.clock.reading().boottime + .seconds(1800))
        let (operation, _) = try machine.push([1], in: request)
        #expect(await refusal(machine, operation) == "session.ended")
        #expect(try await machine.desk.view("S-1001").endedCode == "grant-expired")
    }

    @Test func `H42 after revocation and after stop`() async throws {
        let machine = try await TestMachine()
        let first = try await machine.active()
        _ = try await machine.desk.revoke("S-1001", reason: "", by: machine.person)
        #expect(await refusal(machine, try machine.push([1], in: first).0) == "session.ended")
        let second = try await machine.active(number: "S-1002")
        #expect(try await machine.desk.stop(by: machine.person) == 1)
        #expect(await refusal(machine, try machine.push([1], in: second).0) == "session.ended")
        #expect(try await machine.desk.reports().count == 2)
    }

    @Test func `H42 scope and one byte more`() async throws {
        let machine = try await TestMachine()
        let request = try await machine.active(scope: ["push:\(machine.root)/app"], bytes: 10)
        #expect(await refusal(machine, try machine.push([1], to: "application", in: request).0) == "operation.outside-scope")
        #expect(await refusal(machine, try machine.push([1], to: "/etc/hosts", in: request).0) == "operation.outside-scope")
        let eleven = [UInt8](repeating: 0, count: 11)
        #expect(await refusal(machine, try machine.push(eleven, to: "app/a", in: request).0) == "operation.too-many-bytes")
        #expect(await refusal(machine, try machine.push(Array(eleven.dropLast()), to: "app/a", in: request).0) == nil)
        // The limit counts over the whole grant, from the intent on.
        #expect(await refusal(machine, try machine.push([1], to: "app/b", in: request).0) == "operation.too-many-bytes")
    }

    @Test func `H42 narrowed at the approval`() async throws {
        let machine = try await TestMachine()
        let request = try await machine.offered()
        let only = [try ScopeWord("push:\(machine.root)/a")]
        _ = try await machine.desk.approve("1001", choice: ConsentChoice(only: only), by: machine.person)
        try await machine.activate(request)
        #expect(await refusal(machine, try machine.push([1], to: "b", in: request).0) == "operation.outside-scope")
        #expect(await refusal(machine, try machine.push([1], to: "a", in: request).0) == nil)
    }

    @Test func `H43 replayed after the end, and for another session`() async throws {
        let machine = try await TestMachine()
        let request = try await machine.active()
        let (operation, _) = try machine.push([1], in: request)
        let end = try machine.technician.end(request)
        _ = try await machine.desk.ended(
            WireSessionEnded.with {
                $0.session = request.body.session.description
                $0.end = end.message.wire
            })
        #expect(await refusal(machine, operation) == "session.ended")
        let other = try await machine.active(number: "S-1002")
        // The call names a session that the operation was not signed for.
        let failure = await code { _ = try await machine.desk.admit(machine.opening(operation, session: other.body.session)) }
        #expect(failure == "session.mismatch")
        #expect(try machine.logged().contains("alert.raised"))
    }

    @Test func `H45 another technician's key, with a good certificate`() async throws {
        let machine = try await TestMachine()
        let request = try await machine.active()
        let other = try machine.vendor.technician()
        #expect(await refusal(machine, try machine.push([1], in: request, by: other).0) == "session.wrong-signer")
        // Even under the same technician's id.
        let twin = try machine.vendor.technician(machine.technician.id)
        #expect(await refusal(machine, try machine.push([1], in: request, by: twin).0) == "session.wrong-signer")
    }

    @Test func `H36 the same bytes get the stored answer, other bytes are a conflict`() async throws {
        let machine = try await TestMachine()
        let request = try await machine.active()
        let id = OperationID.random()
        let (operation, _) = try machine.push([1], in: request, id: id)
        guard case .new(let admitted) = try await machine.desk.admit(machine.opening(operation)) else {
            Issue.record("not new")
            return
        }
        let running = try await machine.desk.begin(admitted, size: 1)
        let outcome = try await machine.desk.finish(running, .succeeded, bytes: 1)
        guard case .answered(_, let again) = try await machine.desk.admit(machine.opening(operation)) else {
            Issue.record("performed twice")
            return
        }
        #expect(again.message == outcome.message)
        #expect(try machine.logged().filter { $0 == "operation.repeated" }.count == 1)
        let (other, _) = try machine.push([2], in: request, id: id)
        #expect(await refusal(machine, other) == "operation.conflict")
        // And no answer after the end.
        _ = try await machine.desk.revoke("S-1001", reason: "", by: machine.person)
        #expect(await refusal(machine, operation) == "session.ended")
    }

    @Test func `H44 a permit is closed at once, whatever the operation waits for`() async throws {
        let machine = try await TestMachine()
        let request = try await machine.active()
        guard case .new(let admitted) = try await machine.desk.admit(machine.opening(machine.push([1], in: request).0)) else {
            return
        }
        let running = try await machine.desk.begin(admitted, size: 1)
        let cancelled = ChangeSignal()
        running.permit.onClose { cancelled.raise() }
        try running.permit.check()
        _ = try await machine.desk.revoke("S-1001", reason: "", by: machine.person)
        #expect(cancelled.version == 1)
        #expect(await code { try running.permit.check() } == "session.revoked")
        let outcome = try await machine.desk.fail(running, Failure(.sessionRevoked))
        #expect(outcome.body.result == .failed)
        #expect(outcome.body.code == "session.revoked")
    }

    @Test func `a grant's duration ends its permit without anybody telling it`() async throws {
        let machine = try await TestMachine()
        let request = try await machine.active()
        guard case .new(let admitted) = try await machine.desk.admit(machine.opening(machine.push([1], in: request).0)) else {
            return
        }
        let running = try await machine.desk.begin(admitted, size: 1)
        machine.clock.advance(.seconds(1799))
        try running.permit.check()
        machine.clock.advance(.seconds(1))
        #expect(await code { try running.permit.check() } == "session.expired")
    }

    @Test func `an operation that was cut off goes on under the same signature, and counts once`() async throws {
        let machine = try await TestMachine()
        let request = try await machine.active(bytes: 100)
        let (operation, _) = try machine.push([UInt8](repeating: 7, count: 100), in: request)
        guard case .new(let admitted) = try await machine.desk.admit(machine.opening(operation)) else { return }
        _ = try await machine.desk.begin(admitted, size: 100)
        try await machine.restart()
        guard case .new(let again) = try await machine.desk.admit(machine.opening(operation)) else {
            Issue.record("not resumable")
            return
        }
        let running = try await machine.desk.begin(again, size: 100)
        _ = try await machine.desk.finish(running, .succeeded, bytes: 100)
        #expect(try await machine.desk.view("S-1001").bytesUsed == 100)
        #expect(try machine.logged().filter { $0 == "operation.intent" }.count == 1)
        #expect(try machine.logged().contains("operation.resumed"))
        #expect(try await machine.desk.verify().sound)
    }
}
