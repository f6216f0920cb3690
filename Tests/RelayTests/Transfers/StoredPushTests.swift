import Cryptography
import FileTransfer
import Foundation
import Messages
import Multiplexing
import NIOCore
import Primitives
import RelayStorage
import Sessions
import SignedObjects
import Storage
import SwiftProtobuf
import Synchronization
import Testing
import TransferRecords
import Transport

@testable import Relay

/// Pushes that wait at the relay, with a machine that plays the agent's end.
@Suite struct StoredPushTests {
    /// What a machine received.
    final class Received: Sendable {
        let bytes = Mutex<[UInt8]>([])
        let attempts = Mutex(0)
    }

    /// A machine that takes pushes as an agent does: the first `failing` attempts end after some bytes.
    static func take(
        _ till: MachineClient, under grant: SignedObject<Grant>, holding held: Int = 0, failing: Int = 0,
        _ result: OperationResult = .succeeded
    ) -> Received {
        let received = Received()
        till.transfer { open, stream in
            #expect(open.noSignature)
            let attempt = received.attempts.withLock { attempts in
                attempts += 1
                return attempts
            }
            let operation = try SignedObject<Sessions.Operation>.open(
                SignedMessage(wire: open.operation), vendor: ServedRelay.vendor, key: till.technicianKey(of: open.operation))
            var reader = RecordReader(stream)
            guard case .manifest(let bytes) = try await reader.transferRecord() else { throw Failure(.messageInvalid) }
            guard case .push(let push) = operation.body.work, push.manifest == Digest.of(bytes) else {
                throw Failure(.messageInvalid)
            }
            let state = WireTransferState.with { state in
                guard held > 0 else { return }
                state.held = [.with { $0.count = UInt64(held) }]
            }
            try await stream.send(.state(state))
            received.bytes.withLock { $0 = [] }
            while let piece = try await reader.content(upTo: 1 << 20) {
                received.bytes.withLock { $0 += piece.readableBytesView }
                if attempt <= failing { return stream.reset(.cancelled) }
            }
            let outcome = try till.outcome(of: operation, under: grant, result, manifest: push.manifest)
            try await till.report(outcome, of: operation)
            try await stream.send(.outcome(outcome.message), end: true)
        }
        return received
    }

    /// A request that waits for a machine that is away, with the content at the relay.
    struct Waiting {
        let request: SignedObject<Request>
        let operation: SignedObject<Sessions.Operation>
        let content: SampleContent
        let view: WireSessionView
        let call: WireTransferStoreCall
    }

    static func store(
        _ sara: TechnicianClient, for till: MachineID, size: Int = 2 * Manifest.blockSize + 5
    ) async throws -> Waiting {
        let content = try SampleContent(size: size)
        let blob = try await sara.connection.put(content).blob
        let request = try sara.sign(for: till, life: SessionLimits.storedRequestLife)
        let view = try await sara.ask(request)
        let operation = try sara.operation(on: request, pushing: content)
        let call = WireTransferStoreCall.with {
            $0.session = request.body.session.description
            $0.operation = operation.message.wire
            $0.blob = Data(blob.bytes)
            $0.endsItself = true
        }
        return Waiting(request: request, operation: operation, content: content, view: view, call: call)
    }

    static func wait(_ relay: ServedRelay, _ id: SessionID, until phase: SessionPhase) async throws {
        for await _ in relay.context.changes.follow(id) where try relay.session(id)?.phase == phase { return }
    }

    @Test func `a push to a machine that is away waits, is asked for when it is back, and ends its session by itself`()
        async throws
    {
        let relay = try await ServedRelay()
        let (sara, till) = (try await relay.technician("Sara"), try await relay.absent("till-1"))
        let waiting = try await Self.store(sara, for: till.id)
        let stored = try await sara.connection.call(.transferStore, waiting.call)
        #expect(stored.state == "waiting" && stored.stored && stored.machineName == "till-1")
        #expect(stored.path == "/srv/app/file")
        // The same call again changes nothing; other content under the same id is a conflict.
        #expect(try await sara.connection.call(.transferStore, waiting.call).id == stored.id)
        #expect(try relay.log(of: waiting.request.body.session).count { $0 == "operation.stored" } == 1)
        #expect(try relay.installs() == [2000, 0, 0])

        // Back: offered, asked, and nothing is sent before the customer has said yes.
        try await till.sayHello()
        try await Self.wait(relay, waiting.request.body.session, until: .delivered)
        #expect(try await sara.connection.call(.transferShow, WireTransferCall.with { $0.transfer = stored.id }).state == "asked")
        #expect(till.transfers.isEmpty)
        let grant = try till.sign(waiting.view)
        let received = Self.take(till, under: grant)
        _ = try await till.grant(grant)
        try await Self.wait(relay, waiting.request.body.session, until: .ended)
        #expect(received.bytes.withLock { $0 } == waiting.content.bytes)
        #expect(try relay.session(waiting.request.body.session)?.reason == .done)
        #expect(try relay.installs() == [1000, 0, 1000])
        #expect(try relay.settlement(of: waiting.request.body.session) == "consumed")
        let over = try await sara.connection.call(.transferShow, WireTransferCall.with { $0.transfer = stored.id })
        #expect(over.state == "done" && over.code.isEmpty)
        #expect(
            try relay.log(of: waiting.request.body.session).filter { $0.hasPrefix("operation.") } == [
                "operation.stored", "operation.intent", "operation.outcome",
            ])
        #expect(try await relay.isSound())
        // On the record: every file with size and digest.
        let files = try await sara.pages(.sessionFiles) { $0.session = waiting.request.body.session.description }
        #expect(files.count == 1 && files[0].confirmed && files[0].entries.map(\.size) == [UInt64(waiting.content.bytes.count)])
        #expect(files[0].entries[0].digest == Data(Digest.of(waiting.content.bytes).bytes))
        await relay.close()
    }

    @Test func `blocks that the machine holds are not sent, and attempts that are cut off are made again`() async throws {
        let relay = try await ServedRelay()
        let (sara, till) = (try await relay.technician("Sara"), try await relay.machine("till-1"))
        let waiting = try await Self.store(sara, for: till.id)
        let stored = try await sara.connection.call(.transferStore, waiting.call)
        let grant = try till.sign(waiting.view)
        let received = Self.take(till, under: grant, holding: 1, failing: 1)
        _ = try await till.grant(grant)
        try await Self.wait(relay, waiting.request.body.session, until: .ended)
        #expect(received.attempts.withLock { $0 } == 2)
        #expect(received.bytes.withLock { $0 } == Array(waiting.content.bytes.dropFirst(Manifest.blockSize)))
        let over = try await sara.connection.call(.transferShow, WireTransferCall.with { $0.transfer = stored.id })
        #expect(over.state == "done" && over.attempts == 1)
        // One intent, whatever the attempts.
        #expect(try relay.log(of: waiting.request.body.session).count { $0 == "operation.intent" } == 1)
        await relay.close()
    }

    @Test func `a machine that fails at its work ends the operation, and the dispute is for a person`() async throws {
        let relay = try await ServedRelay()
        let (sara, till) = (try await relay.technician("Sara"), try await relay.machine("till-1"))
        let waiting = try await Self.store(sara, for: till.id)
        let stored = try await sara.connection.call(.transferStore, waiting.call)
        let grant = try till.sign(waiting.view)
        _ = Self.take(till, under: grant, .failed)
        _ = try await till.grant(grant)
        try await Self.wait(relay, waiting.request.body.session, until: .ended)
        let over = try await sara.connection.call(.transferShow, WireTransferCall.with { $0.transfer = stored.id })
        #expect(over.state == "failed" && over.code == "file.broken")
        #expect(try relay.settlement(of: waiting.request.body.session) == "disputed")
        await relay.close()
    }

    @Test func `a machine that refuses before it begins costs nothing`() async throws {
        let relay = try await ServedRelay()
        let (sara, till) = (try await relay.technician("Sara"), try await relay.machine("till-1"))
        let waiting = try await Self.store(sara, for: till.id)
        let stored = try await sara.connection.call(.transferStore, waiting.call)
        till.transfer { _, _ in throw Failure(Failure.Code(rawValue: "scope.not-granted")) }
        _ = try await till.grant(till.sign(waiting.view))
        try await Self.wait(relay, waiting.request.body.session, until: .ended)
        let over = try await sara.connection.call(.transferShow, WireTransferCall.with { $0.transfer = stored.id })
        #expect(over.state == "failed" && over.code == "scope.not-granted")
        let grant = try till.sign(waiting.view)
        #expect(try relay.session(waiting.request.body.session)?.grant?.digest != grant.digest)
        await relay.close()
    }

    @Test func `what was refused, taken back or not answered in time is over with its session`() async throws {
        let relay = try await ServedRelay()
        let (sara, till) = (try await relay.technician("Sara"), try await relay.absent("till-1"))
        let (expired, cancelled) = (try await Self.store(sara, for: till.id), try await Self.store(sara, for: till.id))
        for waiting in [expired, cancelled] { _ = try await sara.connection.call(.transferStore, waiting.call) }
        let end = try SignedObject.sign(
            End(
                request: cancelled.request.digest, session: cancelled.request.body.session, ending: .failed,
                time: relay.context.clock.now()), by: sara.identity)
        let call = WireTransferCancelCall.with {
            $0.transfer = cancelled.operation.body.operation.description
            $0.end = end.message.wire
        }
        let ali = try await relay.technician("Ali")
        #expect(await code { _ = try await ali.connection.call(.transferCancel, call) } == .sessionWrongSigner)
        #expect(try await sara.connection.call(.transferCancel, call).state == "cancelled")
        #expect(try relay.session(cancelled.request.body.session)?.reason == .withdrawn)
        try await relay.expireAll()
        let sweeper = Sweeper(context: relay.context, offers: OfferDelivery(context: relay.context))
        try await sweeper.expire(at: relay.context.clock.now())
        let views = try await sara.pages(.transfersKnown) { $0.all = true }.flatMap(\.transfers)
        #expect(Set(views.map(\.state)) == ["expired", "cancelled"])
        #expect(try await sara.pages(.transfersKnown).flatMap(\.transfers).isEmpty)
        await relay.close()
    }

    @Test func `only the session's own technician stores, and only what they sent themselves`() async throws {
        let relay = try await ServedRelay()
        let (sara, ali, till) = (
            try await relay.technician("Sara"), try await relay.technician("Ali"), try await relay.absent("till-1")
        )
        let waiting = try await Self.store(sara, for: till.id)
        #expect(await code { _ = try await ali.connection.call(.transferStore, waiting.call) } == .sessionWrongSigner)
        let other = try SampleContent(size: 10, seed: 9)
        var call = waiting.call
        call.blob = Data(try await ali.connection.put(other).blob.bytes)
        call.operation = try sara.operation(on: waiting.request, pushing: other).message.wire
        #expect(await code { _ = try await sara.connection.call(.transferStore, call) } == .blobAbsent)
        call = waiting.call
        call.operation = try sara.operation(on: waiting.request, pushing: waiting.content, life: .seconds(15 * 86_400)).message
            .wire
        #expect(await code { _ = try await sara.connection.call(.transferStore, call) } == .callInvalid)
        call.operation = try sara.operation(on: waiting.request).message.wire
        #expect(await code { _ = try await sara.connection.call(.transferStore, call) } == .blobAbsent)
        await relay.close()
    }

    @Test func `of the manifests of one operation the newest stay, at the limit and one above`() async throws {
        let relay = try await ServedRelay()
        let (sara, till) = (try await relay.technician("Sara"), try await relay.absent("till-1"))
        let request = try sara.sign(for: till.id)
        try await sara.ask(request)
        let (session, operation, now) = (request.body.session, OperationID.random(), relay.context.clock.now())
        let digests = (0...TransferLimits.manifestsOfOperation).map { Digest.of("manifest \($0)".utf8) }
        for (number, digest) in digests.enumerated() {
            let kept = try await relay.context.database.write { transaction in
                try transaction.manifests.keep(digest, content: [], size: 0, at: now)
                try transaction.manifests.record(digest, of: operation, in: session, at: now + .seconds(number))
                return try transaction.manifests.recorded(of: session, operation: operation).map(\.digest)
            }
            #expect(kept == digests[...number].suffix(TransferLimits.manifestsOfOperation))
        }
        await relay.close()
    }

    @Test func `operations that wait are limited, at the limit and one above`() async throws {
        var limits = TransferLimits()
        limits.waitingOfTechnician = 1
        let relay = try await ServedRelay(limits: limits)
        let (sara, till) = (try await relay.technician("Sara"), try await relay.absent("till-1"))
        let (first, second) = (try await Self.store(sara, for: till.id), try await Self.store(sara, for: till.id))
        _ = try await sara.connection.call(.transferStore, first.call)
        #expect(await code { _ = try await sara.connection.call(.transferStore, second.call) } == .transferTooMany)
        await relay.close()
    }
}

extension TechnicianClient {
    /// A push of this content.
    func operation(
        on request: SignedObject<Request>, pushing content: SampleContent, life: Duration = .seconds(10 * 86_400)
    ) throws -> SignedObject<Sessions.Operation> {
        try SignedObject.sign(
            Operation(
                request: request.digest, session: request.body.session, operation: .random(), line: 1,
                notAfter: relay.context.clock.now() + life,
                work: .push(
                    FilePush(
                        manifest: content.manifest.digest, destination: ScopePath("/srv/app/file"), overwrite: .backup,
                        size: UInt64(content.bytes.count)))), by: identity)
    }
}

extension MachineClient {
    func technicianKey(of signed: WireSigned) throws -> PublicKey {
        try Certificate(der: Array(signed.certificate)).publicKey
    }
}
