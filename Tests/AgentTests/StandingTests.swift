import AgentStorage
import AuditLog
import Cryptography
import Foundation
import Messages
import Primitives
import Sessions
import SignedObjects
import Storage
import SwiftProtobuf
import Testing

@testable import Agent

/// Nothing that a technician or a relay sends keeps a person from seeing what is open here, or this agent from starting and
/// saying what it has to say.
@Suite struct StandingTests {
    @Test func `many outcomes hide no other request, and no session is too long to be shown`() async throws {
        let machine = try await TestMachine()
        let request = try await machine.active()
        let long = machine.root + "/" + Array(repeating: String(repeating: "n", count: 200), count: 15).joined(separator: "/")
        for number in 0..<25 {
            let (operation, _) = try machine.push([1], to: "file-\(number)", in: request)
            guard case .new(let admitted) = try await machine.desk.admit(machine.opening(operation)) else { return }
            let running = try await machine.desk.begin(admitted, size: 1)
            let effect = try FileEffect(path: long, size: 1, digest: Digest.of([1]))
            _ = try await machine.desk.finish(running, .succeeded, files: [effect], bytes: 1)
        }
        _ = try await machine.offered(number: "S-1002")
        let listed = try await machine.core.calls(for: machine.person, isRunning: true).requests()
        #expect(listed.sessions.map(\.number) == ["S-1001", "S-1002"])
        let shown = try await machine.desk.view("S-1001")
        #expect(!shown.outcomes.isEmpty && shown.outcomes.count < 25)
        #expect(try (shown.serializedBytes() as [UInt8]).count <= LocalLimits.replyBytes)
    }

    @Test func `requests that end at once do not fill the disk`() async throws {
        let machine = try await TestMachine()
        await machine.desk.limit(toHourly: 5)
        for number in 2000..<2005 {
            _ = try await machine.offered(number: "S-\(number)")
            _ = try await machine.desk.deny("S-\(number)", reason: "", by: machine.person)
        }
        #expect(await code { _ = try await machine.offered(number: "S-3000") } == "call.refused")
        machine.clock.advance(.seconds(3600))
        _ = try await machine.offered(number: "S-3000")
    }

    @Test func `a page of the log goes past an entry that fills it`() async throws {
        let machine = try await TestMachine()
        try machine.core.journal.write(at: machine.clock.now) { entries, _ in
            entries.add(.bundleAccepted, [:], payload: [UInt8](repeating: 7, count: 60 * 1024))
            entries.add(.bundleAccepted, [:])
        }
        let page = try await machine.desk.audit(WireAuditListCall.with { $0.count = 10 })
        #expect(page.entries.count == 2)
        #expect(page.entries.first?.payload.isEmpty == true && page.entries.first?.payloadDigest.count == 32)
    }

    @Test func `hello names requests too, so that the relay can tell which were withdrawn`() async throws {
        let machine = try await TestMachine()
        let request = try await machine.offered()
        #expect(await machine.desk.openIDs() == [request.body.session.description])
    }

    @Test func `an agent starts although an operation's authority is no longer in the bundle`() async throws {
        let machine = try await TestMachine()
        let request = try await machine.active()
        let (operation, _) = try machine.push([1], in: request)
        guard case .new(let admitted) = try await machine.desk.admit(machine.opening(operation)) else { return }
        _ = try await machine.desk.begin(admitted, size: 1)
        let successor = try CertificateAuthority.create(
            name: "technician", vendor: TestVendor.name, role: .technician, from: machine.vendor.start - .seconds(60),
            to: machine.vendor.start + .seconds(365 * 86_400))
        let bundle = try machine.vendor.bundle(version: 2, technicians: successor)
        try machine.trust.accept(bundle: bundle.message.envelope.wire, revocations: nil)
        try await machine.restart()
        #expect(try await machine.desk.view("S-1001").state == "ended")
    }

    @Test func `H49 a suspended session with a newer verdict is still there after a restart`() async throws {
        let machine = try await TestMachine()
        let request = try await machine.active()
        machine.clock.set(wall: machine.clock.now - .seconds(600), boottime: .seconds(20), bootID: "boot-2")
        try await machine.restart()
        let newer = try machine.vendor.verdict(request, at: machine.vendor.start + .seconds(1))
        _ = try await machine.desk.offer(machine.offer(request, newer))
        try await machine.restart()
        #expect(try await machine.desk.view("S-1001").state == "suspended")
    }

    @Test func `who denies a suspended session takes its grant back, which the relay understands`() async throws {
        let machine = try await TestMachine()
        _ = try await machine.active()
        machine.clock.set(wall: machine.clock.now - .seconds(600), boottime: .seconds(20), bootID: "boot-2")
        try await machine.restart()
        _ = try await machine.desk.deny("S-1001", reason: "", by: machine.person)
        #expect(try await machine.desk.view("S-1001").endedCode == "revoked")
        let methods = try await machine.desk.reports().map { if case .call(let entry) = $0 { entry.method } else { "" } }
        #expect(methods == ["session.revoke"])
    }

    @Test func `what the agent runs itself is out of every grant's reach`() async throws {
        let machine = try await TestMachine()
        let roots = try AgentRoots(
            settings: AgentSettings.load(from: machine.home), home: machine.home, notify: machine.root + "/notify")
        #expect(!roots.scope.permits(.push(try ScopePath(machine.root + "/notify"))))
        #expect(roots.scope.permits(.push(try ScopePath(machine.root + "/other"))))
    }

    @Test func `a process that is gone might have been a hook's child`() throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/true")
        try process.run()
        process.waitUntilExit()
        #expect(ProcessAncestry.descendsFromThisProcess(process.processIdentifier))
        #expect(ProcessAncestry.descendsFromThisProcess(0))
        #expect(!ProcessAncestry.descendsFromThisProcess(1))
    }
}

extension SessionDesk {
    fileprivate func limit(toHourly sessions: Int) { hourlyLimit = sessions }
}
