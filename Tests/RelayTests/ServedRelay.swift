import AuditLog
import AuditStorage
import Authorities
import Cryptography
import Entitlement
import Foundation
import Logging
import Messages
import NIOPosix
import Plans
import Primitives
import RelayStorage
import Sessions
import SignedObjects
import Storage
import TLS
import Transport

@testable import Relay

/// A relay in this process: its real home and database, its services behind a real listener.
final class ServedRelay: Sendable {
    let place: String
    let home: RelayHome
    let authority: AuthorityDirectory
    let context: RelayContext
    let customer: Customer
    let contract: LineStanding
    private let listener: Listener
    private let serving: Task<Void, Never>

    static let vendor = "padra"

    /// - Parameter plan: what the contract's plan says, made from the example's text.
    init(
        plan: (String) -> String = { $0 }, limits: TransferLimits = TransferLimits(),
        releaseLimits: ReleaseLimits = ReleaseLimits()
    ) async throws {
        place = NSTemporaryDirectory() + "hamyar-relay-\(UUID().uuidString.prefix(8).lowercased())"
        home = RelayHome(path: place + "/relay")
        let initialisation = RelayInitialisation(
            home: home, authorityPath: place + "/authority", vendor: Self.vendor, vendorName: "Padra")
        try initialisation.perform(at: SystemWallClock().now())
        authority = try AuthorityDirectory.load(from: place + "/authority")
        let logger = Logger(label: "relay") { _ in SwiftLogNoOpLogHandler() }
        let context = try RelayContext(
            home: home, clock: SystemWallClock(), limits: limits, releaseLimits: releaseLimits, logger: logger)
        self.context = context
        (customer, contract) = try Self.customer(
            in: context, plan: plan(String(contentsOfFile: Self.examplePlan, encoding: .utf8)))

        let certificate = try context.keys.freshCertificate(at: context.clock.now())
        let identity = TLSIdentity(certificate: certificate, key: context.keys.key)
        let tls = try ListenerTLS(identity: identity) { certificate, name in
            guard name.needsClientCertificate else { return nil }
            guard let certificate else { throw Failure(.certificateAbsent) }
            return try context.trust.current.verifier.verify(
                certificate, at: context.clock.now(), roles: [.technician, .machine])
        }
        let listener = try await Listener.bind(
            host: "127.0.0.1", port: 0, tls: tls, group: MultiThreadedEventLoopGroup.singleton, logger: logger)
        self.listener = listener
        let service = ConnectionService(context: context)
        serving = Task {
            await withDiscardingTaskGroup { group in
                group.addTask { await StoredRunner(context: context, offers: OfferDelivery(context: context)).run() }
                for await connection in listener.connections { group.addTask { await service.serve(connection) } }
                group.cancelAll()
            }
        }
    }

    func close() async {
        await listener.close()
        await serving.value
        try? context.database.close()
        try? FileManager.default.removeItem(atPath: place)
    }

    private static func customer(in context: RelayContext, plan yaml: String) throws -> (Customer, LineStanding) {
        let now = context.clock.now()
        let plan = try PlanFile.parse(yaml, file: "padra.yaml")
        let day = Date(timeIntervalSinceNow: -60 * 86_400).formatted(.iso8601.year().month().day())
        return try context.database.write { transaction in
            let customer = Customer(id: .random(), organisation: context.identity.organisation, name: "Karoon Trading")
            try transaction.customers.add(customer, at: now)
            let new = NewContract(
                customer: customer.id, plan: plan, product: "ledger", version: "2.0", platform: "linux",
                purchased: try CivilDate(parsing: day))
            return (customer, try transaction.contracts.add(new, actor: "test", at: now))
        }
    }

    private static let examplePlan =
        URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path + "/Examples/plans/padra.yaml"

    // MARK: - Those who connect

    /// A technician whom the offline authority has certified.
    func technician(
        _ name: String, isAdmin: Bool = true, organisation: OrganisationID? = nil
    ) async throws -> TechnicianClient {
        let (id, key, now) = (TechnicianID.random(), try PrivateKey.generate(), context.clock.now())
        let certificate = try authority.issue(key.publicKey, for: id, at: now)
        try await context.database.write { [context] transaction in
            try transaction.technicians.invite(
                id: id, organisation: organisation ?? context.identity.organisation, name: name, isAdmin: isAdmin, at: now)
            try transaction.technicians.enrolled(id, publicKey: key.publicKey)
            try transaction.technicians.approve(id, certificate: certificate.der, notAfter: certificate.notAfter)
        }
        let identity = SigningIdentity(key: key, vendor: Self.vendor, certificate: certificate)
        return TechnicianClient(relay: self, id: id, identity: identity, connection: try await dial(identity))
    }

    /// A machine of the customer, connected and ready for offers.
    func machine(_ name: String, of owner: Customer? = nil) async throws -> MachineClient {
        let machine = try await absent(name, of: owner)
        try await machine.sayHello()
        return machine
    }

    /// The same, but it has not said hello: for the relay it is away.
    func absent(_ name: String, of owner: Customer? = nil) async throws -> MachineClient {
        let (id, key, now) = (MachineID.random(), try PrivateKey.generate(), context.clock.now())
        let certificate = try context.certify(key.publicKey, id, at: now)
        try await context.database.write { [customer] transaction in
            _ = try transaction.machines.insert(
                id: id, organisation: (owner ?? customer).organisation, customer: (owner ?? customer).id, name: name,
                publicKey: key.publicKey,
                certificate: certificate.der, notAfter: certificate.notAfter, enrolled: now)
        }
        let identity = SigningIdentity(key: key, vendor: Self.vendor, certificate: certificate)
        return MachineClient(relay: self, id: id, identity: identity, connection: try await dial(identity))
    }

    /// HOST:PORT.
    var address: String { "127.0.0.1:\(listener.localPort)" }

    func dial(_ identity: SigningIdentity) async throws -> PeerConnection {
        guard let certificate = identity.certificate, let relay = Endpoint(host: "127.0.0.1", port: listener.localPort) else {
            throw Failure(.certificateAbsent)
        }
        let verifier = context.trust.current.verifier
        let dialer = Dialer(
            relay: relay,
            identity: TLSIdentity(certificate: certificate, key: identity.key),
            verifier: { certificate, _ in
                guard let certificate else { throw Failure(.certificateAbsent) }
                return try verifier.verify(certificate, at: SystemWallClock().now(), roles: [.relay])
            }, group: MultiThreadedEventLoopGroup.singleton, logger: context.logger)
        return try await dialer.connect()
    }

    // MARK: - What the relay has

    func session(_ id: SessionID) throws -> Session? {
        try context.database.read { try $0.sessions.find(id)?.session }
    }

    /// Kinds of the log's entries of a session, in order.
    func log(of id: SessionID) throws -> [String] {
        try context.database.read { try $0.audit.entries(session: id.description).map(\.entry.kind.rawValue) }
    }

    /// Types of the ledger's entries of a session, in order.
    func ledger(of id: SessionID) throws -> [String] {
        try context.database.read { [contract] transaction in
            try transaction.ledger.entries(of: contract.contract.id).map(\.transaction)
                .filter { $0.work?.session == id }.map(\.kind.rawValue)
        }
    }

    /// Available, held, consumed: thousandths of the remote installs.
    func installs() throws -> [Int64] {
        try context.database.read { [contract] transaction in
            let report = try transaction.ledger.report(of: contract.contract.id)
            let balances = report.first { $0.standing.bucket.quota.rawValue == "remote-install" }?.standing.balances
            return [balances?.available, balances?.held, balances?.consumed].map { $0?.thousandths ?? -1 }
        }
    }

    func settlement(of id: SessionID) throws -> String? {
        try context.database.read { try $0.sessionLines.all(of: id).first?.settlement.rawValue }
    }

    /// Makes every new entry of the log fail, as a damaged disk would.
    func breakLog() throws {
        try context.database.write {
            try $0.execute("CREATE TRIGGER no_log BEFORE INSERT ON audit_entries BEGIN SELECT raise(ABORT, 'no log'); END")
        }
    }

    func isSound() async throws -> Bool {
        try await AuditReading(database: context.database, trust: context.trust).verify().sound
    }
}

/// The code that the work fails with.
func code(_ work: () async throws -> Void) async -> Failure.Code? {
    do {
        try await work()
        return nil
    } catch {
        return (error as? Failure)?.code
    }
}
