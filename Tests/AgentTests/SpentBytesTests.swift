import Foundation
import Primitives
import Sessions
import SignedObjects
import Testing
import Transport

@testable import Agent

/// A grant's bytes are spent by what was moved, whatever became of the operation.
@Suite struct SpentBytesTests {
    private static func begun(_ machine: TestMachine, _ request: SignedObject<Request>, _ name: String) async throws
        -> (RunningOperation, SignedObject<Sessions.Operation>)
    {
        let (operation, _) = try machine.push([UInt8](repeating: 1, count: 80), to: name, in: request)
        guard case .new(let admitted) = try await machine.desk.admit(machine.opening(operation)) else {
            throw Failure(.callInvalid)
        }
        return (try await machine.desk.begin(admitted, size: 80), operation)
    }

    @Test func `H42 an operation that fails in the middle has spent what it moved`() async throws {
        let machine = try await TestMachine()
        let request = try await machine.active(bytes: 100)
        let (running, _) = try await Self.begun(machine, request, "a")
        running.moved.add(60)
        let outcome = try await machine.desk.fail(running, Failure(.sessionMismatch))
        #expect(outcome.body.bytes == 60)
        #expect(await code { _ = try await Self.begun(machine, request, "b") } == "operation.too-many-bytes")
    }

    @Test func `H42 one that was cut off before has perhaps spent all of it`() async throws {
        let machine = try await TestMachine()
        let request = try await machine.active(bytes: 100)
        let (first, operation) = try await Self.begun(machine, request, "a")
        await machine.desk.park(first)
        let again = try await machine.desk.begin(operation, size: 80)
        let outcome = try await machine.desk.fail(again, Failure(.sessionMismatch))
        #expect(outcome.body.bytes == 80)
        #expect(await code { _ = try await Self.begun(machine, request, "b") } == "operation.too-many-bytes")
    }

    @Test func `one that was refused before anything moved has spent nothing`() async throws {
        let machine = try await TestMachine()
        let request = try await machine.active(bytes: 100)
        let (running, _) = try await Self.begun(machine, request, "a")
        #expect(try await machine.desk.fail(running, Failure(.sessionMismatch)).body.bytes == 0)
        _ = try await Self.begun(machine, request, "b")
    }
}
