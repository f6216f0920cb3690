import AuditStorage
import Authorities
import Cryptography
import Foundation
import Messages
import Primitives
import Sessions
import SignedObjects
import SwiftProtobuf
import Transport

/// An honest past, and then a relay whose database and keys are in an attacker's hands.
struct AttackScene {
    let bed: TestBed
    let stolen: StolenRelay
    let forgery: Forgery
    let relay: ForgedRelay
    /// The honest technician; only where a test says so does it sign something new.
    let technician: SigningIdentity
    /// A session that was allowed, used and ended.
    let past: SessionID
    let content: ForgedContent
    private let before: [String: Digest]

    init(_ name: String) async throws {
        bed = try await TestBed.ready(name)
        try Data("the customer's own".utf8).write(to: URL(fileURLWithPath: bed.customerFiles + "/own"))
        let file = try SampleFile(bed.place("honest.bin"), size: 2000)
        let number = try await bed.activeSession()
        try await bed.push(file.path, to: bed.customerFiles + "/honest", session: number)
        try await bed.end(number)
        guard let past = SessionID(try await bed.session(number)["session"].string) else { throw Failure(.callInvalid) }
        self.past = past
        await bed.kill(.relay)

        stolen = try StolenRelay(directory: bed.data)
        forgery = try Forgery(stolen, known: stolen.object(.request, of: past), files: bed.customerFiles)
        technician = SigningIdentity(
            key: try PrivateKey.load(path: bed.technicianState + "/technician.key"), vendor: stolen.vendor,
            certificate: try Certificate.load(path: bed.technicianState + "/technician.crt"))
        content = try ForgedContent("#!/bin/sh\necho owned\n")
        let port = bed.relayAddress.split(separator: ":").last.flatMap { Int($0) }
        relay = try await ForgedRelay(stolen, port: port ?? 0)
        _ = try await relay.agent()
        before = try Self.files(in: bed.customerFiles)
    }

    /// Whether not a byte of the customer's files is another one than before the attack.
    func isUntouched() throws -> Bool {
        try Self.files(in: bed.customerFiles) == before
    }

    /// Codes of all refusals that the agent's log has.
    func refusals() async throws -> [String] {
        try await bed.agentLog().filter { ["alert.raised", "operation.refused"].contains($0.kind) }.map { $0.ids["code"] ?? "" }
    }

    /// The path that an attempt would write to.
    func target(_ name: String) -> String { bed.customerFiles + "/" + name }

    /// The vendor's first bundle, as the relay gives it to everybody.
    func firstBundle() throws -> SignedEnvelope {
        try stolen.bundle()
    }

    /// A request that the honest technician really signed, offered with the attacker's verdict.
    func genuineRequest(number: String) async throws -> SignedObject<Request> {
        let request = try forgery.request(by: technician)
        let refused = try await relay.offer(request.message, forgery.verdict(over: request), number: number)
        guard refused == nil else { throw Failure(.init(rawValue: refused ?? "")) }
        return request
    }

    /// The customer allows it; what the agent shows then.
    func approve(_ number: String, _ more: String...) async throws -> JSON {
        try await bed.run(ProgramPaths.agent, ["approve", number] + more, expecting: nil)
        return try await bed.agentSession(number)
    }

    private static func files(in directory: String) throws -> [String: Digest] {
        var files: [String: Digest] = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: directory) {
            files[name] = Digest.of(FileManager.default.contents(atPath: directory + "/" + name) ?? Data())
        }
        return files
    }
}
