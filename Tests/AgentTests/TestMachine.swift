import AgentStorage
import AuditLog
import AuditStorage
import Cryptography
import FileTransfer
import Foundation
import Glibc
import Logging
import Messages
import Primitives
import Sessions
import SignedObjects
import Storage
import SwiftProtobuf
import Synchronization
import TransferRecords

@testable import Agent

/// An enrolled agent in a directory of its own, and a root beside it that requests may name.
final class TestMachine: Sendable {
    let vendor: TestVendor
    let clock: TestClock
    let technician: TestTechnician
    let id = MachineID.random()
    let directory: String
    let home: AgentHome
    let person: ConfiguredPerson
    private let opened: Mutex<AgentCore>

    var root: String { directory + "/root" }
    var core: AgentCore { opened.withLock { $0 } }
    var desk: SessionDesk { core.desk }
    var trust: TrustKeeper { core.trust }

    init(relay: String = "127.0.0.1:1", costLimit: Int64 = 0, clock: TestClock = TestClock()) async throws {
        self.clock = clock
        vendor = try TestVendor(at: clock.now)
        technician = try vendor.technician()
        directory = FileManager.default.temporaryDirectory.path + "/hamyar-agent-\(UUID().uuidString)"
        home = AgentHome(path: directory + "/state")
        person = ConfiguredPerson(try Approver(uid: getuid(), name: "Mina", admin: true, costLimit: costLimit), mayApprove: true)
        try FileManager.default.createDirectory(atPath: directory + "/root", withIntermediateDirectories: true)
        try home.create()
        try await Self.enrol(home, id, vendor, relay: relay, root: directory + "/root")
        opened = Mutex(try await AgentCore.open(home, clock: clock, logger: Self.quiet))
    }

    deinit {
        try? FileManager.default.removeItem(atPath: directory)
    }

    static let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    /// As `AgentEnrolment` leaves it, without a relay.
    private static func enrol(_ home: AgentHome, _ id: MachineID, _ vendor: TestVendor, relay: String, root: String) async throws
    {
        let key = try PrivateKey.generate()
        try key.save(path: home.keyPath)
        let certificate = try vendor.machines.issue(
            publicKey: key.publicKey, name: TestVendor.peer(.machine, id.description), from: vendor.start - .seconds(60),
            to: vendor.start + .seconds(90 * 86_400))
        try certificate.save(path: home.certificatePath)
        let bundle = try vendor.bundle()
        let bytes: [UInt8] = try bundle.message.envelope.wire.serializedBytes()
        let database = try Database.create(path: home.databasePath, schema: AgentSchema.current, limits: AgentSchema.limits)
        try await database.write { transaction in
            try transaction.insert(
                AgentIdentity(vendor: TestVendor.name, machine: id, rootKey: vendor.root.publicKey, enrolled: vendor.start))
            try transaction.trust.accept(bundle: bytes, version: 1, revocationNumber: 0)
        }
        try database.close()
        try AgentSettings(relay: relay, vendor: TestVendor.name, machine: id, roots: [root]).save(to: home)
    }

    /// As after a crash: what was in memory is gone.
    func restart() async throws {
        try core.journal.database.close()
        let core = try await AgentCore.open(home, clock: clock, logger: Self.quiet)
        opened.withLock { $0 = core }
    }

    func offer(
        _ request: SignedObject<Request>, _ verdict: SignedObject<Verdict>? = nil, number: String = "S-1001"
    ) throws -> WireOffer {
        let verdict = try verdict ?? vendor.verdict(request)
        return WireOffer.with {
            $0.request = request.message.wire
            $0.verdict = verdict.message.wire
            $0.number = number
            $0.technicianName = "Sara"
            $0.organisationName = "Padra"
        }
    }

    /// A request that was offered, by the machine's technician, for its root.
    func offered(scope: [String]? = nil, bytes: UInt64? = nil, price: Int64 = 0, number: String = "S-1001") async throws
        -> SignedObject<Request>
    {
        let request = try technician.request(machine: id, scope: scope ?? ["push:\(root)", "pull:\(root)"], bytes: bytes)
        _ = try await desk.offer(offer(request, vendor.verdict(request, price: price), number: number))
        return request
    }

    /// An offered request that was approved and activated.
    func active(scope: [String]? = nil, bytes: UInt64? = nil, number: String = "S-1001") async throws -> SignedObject<Request> {
        let request = try await offered(scope: scope, bytes: bytes, number: number)
        _ = try await desk.approve(number, choice: ConsentChoice(), by: person)
        try await activate(request)
        return request
    }

    func activate(_ request: SignedObject<Request>, by identity: SigningIdentity? = nil) async throws {
        let grant = try await self.grant(of: request)
        let activation = try vendor.activation(of: grant, session: request.body.session, by: identity)
        try await desk.activate(request.body.session, activation.message.wire)
    }

    func grant(of request: SignedObject<Request>) async throws -> Digest {
        for case .grant(request.body.session, let signed) in try await desk.reports() {
            return try SignedMessage(wire: signed).digest
        }
        guard let digest = await desk.open[request.body.session]?.grant?.digest else { throw Failure(.sessionUnknown) }
        return digest
    }

    /// A file's manifest and the push operation that names it.
    func push(
        _ content: [UInt8], to name: String = "file", in request: SignedObject<Request>, id: OperationID = .random(),
        by technician: TestTechnician? = nil, overwrite: Sessions.OverwriteRule = .backup
    ) throws -> (SignedObject<Sessions.Operation>, SignedManifest) {
        let blocks = stride(from: 0, to: content.count, by: Manifest.blockSize).map {
            Digest.of(content[$0..<min($0 + Manifest.blockSize, content.count)])
        }
        let entry = ManifestEntry(
            path: "file", size: Int64(content.count), mode: 0o644, modified: 0, digest: Digest.of(content), blockDigests: blocks)
        let manifest = try SignedManifest(Manifest(entries: [entry]).wire)
        let work = Sessions.Operation.Work.push(
            try FilePush(
                manifest: manifest.digest, destination: ScopePath(name.hasPrefix("/") ? name : "\(root)/\(name)"),
                overwrite: overwrite, size: UInt64(content.count)))
        return (try (technician ?? self.technician).operation(work, in: request, id: id), manifest)
    }

    func opening(_ operation: SignedObject<Sessions.Operation>, session: SessionID? = nil) -> WireTransferOpen {
        WireTransferOpen.with {
            $0.session = (session ?? operation.body.session).description
            $0.operation = operation.message.wire
        }
    }

    /// Everything beneath the root, whatever its name.
    func files() -> [String] {
        FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String }.sorted() ?? []
    }

    /// Kinds of the log's entries, in order.
    func logged() throws -> [String] {
        try core.journal.database.read { try $0.audit.entries().map(\.entry.kind.rawValue) }
    }
}

/// The code of what a body throws; nil when it throws nothing.
func code(_ body: () async throws -> Void) async -> String? {
    do {
        try await body()
        return nil
    } catch {
        return (error as? Failure)?.code.rawValue ?? "\(error)"
    }
}
