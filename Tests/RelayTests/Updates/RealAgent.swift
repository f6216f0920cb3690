import AgentStorage
import AuditLog
import AuditStorage
import Cryptography
import Foundation
import Glibc
import Logging
import Messages
import NIOPosix
import Primitives
import Sessions
import Storage
import Synchronization
import Testing
import Transport

@testable import Agent

/// The agent's own core and link, in this process, at a served relay: real keys, database, TLS and calls.
final class RealAgent: Sendable {
    let home: AgentHome
    let person: ConfiguredPerson
    private let opened: Mutex<AgentCore>
    private let running: Mutex<Task<Void, Never>?>

    var core: AgentCore { opened.withLock { $0 } }
    var updates: UpdateSessions { UpdateSessions(desk: core.desk, link: core.link) }
    var local: LocalCalls { core.calls(for: person, isRunning: true) }

    init(_ enrolled: ServedRelay.Enrolled, in directory: String, costLimit: Int64 = 0, installer: String? = nil) async throws {
        home = AgentHome(path: directory + "/state")
        person = ConfiguredPerson(
            try Approver(uid: getuid(), name: "Mina", admin: true, costLimit: costLimit), mayApprove: true)
        try FileManager.default.createDirectory(atPath: directory + "/root", withIntermediateDirectories: true)
        try home.create()
        try enrolled.key.save(path: home.keyPath)
        try enrolled.certificate.save(path: home.certificatePath)
        let database = try Database.create(path: home.databasePath, schema: AgentSchema.current, limits: AgentSchema.limits)
        try await database.write { transaction in
            try transaction.insert(
                AgentIdentity(
                    vendor: "padra", machine: enrolled.machine, rootKey: enrolled.root, enrolled: SystemWallClock().now()))
            try transaction.trust.accept(bundle: enrolled.bundle, version: 1, revocationNumber: 0)
        }
        try database.close()
        var settings = AgentSettings(
            relay: enrolled.address, vendor: "padra", machine: enrolled.machine, roots: [directory + "/root"])
        settings.installer = installer
        try settings.save(to: home)
        opened = Mutex(try await AgentCore.open(home, logger: Self.quiet))
        running = Mutex(nil)
    }

    static let quiet = Logger(label: "agent") { _ in SwiftLogNoOpLogHandler() }

    /// Dials the relay and stays connected; returns when it has said hello.
    func connect() async throws {
        let core = core
        let link = RelayLink(
            relay: try #require(Endpoint(core.settings.relay, defaultPort: 1)), proxy: nil, identity: core.identity,
            desk: core.desk, questions: core.questions, trust: core.trust,
            calls: RelayCalls(
                desk: core.desk, installs: core.installs, commands: core.commands, diagnoses: core.diagnoses, trust: core.trust,
                roots: core.roots,
                logger: Self.quiet),
            renewal: CertificateRenewal(home: core.home, identity: core.identity, trust: core.trust, logger: Self.quiet),
            state: core.link, products: { await core.products() }, clock: core.clock,
            group: MultiThreadedEventLoopGroup.singleton,
            logger: Self.quiet)
        running.withLock { $0 = Task { await link.run() } }
        try await eventually("the connection") { core.link.value.connectedSince != nil }
    }

    /// The way to the relay is gone; the agent is not.
    func disconnect() async throws {
        let task = running.withLock { running in
            defer { running = nil }
            return running
        }
        task?.cancel()
        await task?.value
    }

    /// As after a crash: what was in memory is gone.
    func restart() async throws {
        try await disconnect()
        try core.journal.database.close()
        let core = try await AgentCore.open(home, logger: Self.quiet)
        opened.withLock { $0 = core }
    }

    /// Allows updates of the relay's product; `hours`: any where none are named.
    func allow(hours: String = "", cap: Int64 = 0, product: String = "ledger") async throws -> PolicyID {
        let now = SystemWallClock().now()
        let allowed = try await core.desk.addPolicy(
            allow: [ScopeWord("update:" + product)], hours: hours.isEmpty ? WeeklyHours.always : WeeklyHours.parse(hours),
            zone: "Asia/Tehran", until: now + .seconds(86_400), costCap: cap, by: person)
        return allowed.id
    }

    func begin(_ policy: PolicyID, version: String = "3.0") async throws -> ActiveUpdate {
        try await updates.begin(product: "ledger", version: version, released: "2026-11-01", policy: policy)
    }

    static func install(_ version: String = "3.0") throws -> ProductInstall {
        try ProductInstall(
            product: "ledger", version: version, platform: "linux-x86_64",
            target: "ledger/\(version)/linux-x86_64/payload.tar.zst", digest: Digest.of([1, 2, 3]), length: 4096, fetches: true)
    }

    static func effect(_ version: String = "3.0") throws -> InstallEffect {
        let steps = [
            try StepRecord(name: "fetched", millis: 20), try StepRecord(name: "prechecked", exit: 0, millis: 5),
            try StepRecord(name: "committed", millis: 1, detail: "healthy for 10 s"),
        ]
        return try InstallEffect(
            steps: steps, oldVersion: "2.0", newVersion: version, oldTree: Digest.of([4]), newTree: Digest.of([5]))
    }

    /// Kinds of the agent's log, in order.
    func logged() throws -> [String] {
        try core.journal.database.read { try $0.audit.entries().map(\.entry.kind.rawValue) }
    }

    func isLogSound() async throws -> Bool { try await core.desk.verify().sound }
}

/// Looks again until it holds; a minute at most.
func eventually(_ what: String, _ holds: () async throws -> Bool) async throws {
    let deadline = ContinuousClock.now + .seconds(60)
    while try await !holds() {
        guard ContinuousClock.now < deadline else { throw Failure(.relayAbsent, ["what": what]) }
        try await Task.sleep(for: .milliseconds(20))
    }
}

extension Failure.Code {
    fileprivate static let relayAbsent = Failure.Code(rawValue: "test.waited")
}
