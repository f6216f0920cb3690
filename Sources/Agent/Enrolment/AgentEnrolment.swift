import AgentStorage
import AuditLog
import AuditStorage
import Cryptography
import Documents
import DurableFiles
import Enrolment
import Foundation
package import Logging
import Primitives
import Sessions
import SignedObjects
import Storage
import SwiftProtobuf
import Transport

/// Makes this machine one of the vendor's: its key, its certificate, its pins and an empty log.
package struct AgentEnrolment: Sendable {
    private let home: AgentHome
    private let clock: any MachineClock
    private let logger: Logger

    package init(_ home: AgentHome, clock: any MachineClock = SystemMachineClock(), logger: Logger) {
        self.home = home
        self.clock = clock
        self.logger = logger
    }

    /// The settings come last: until they are there, the same command may be repeated with the same key.
    ///
    /// - Parameters:
    ///   - roots: nil: the defaults of `AgentRoots`.
    ///   - name: nil: the host's.
    /// - Throws: `agent.enrolled`, `agent.settings`, `agent.busy`, and what `EnrolmentClient.enrol` throws.
    package func enrol(relay: String, code: String, roots: [String]?, name: String?, proxy: String?) async throws -> EnrolOutput {
        let code = try EnrolmentCode(parsing: code)
        let endpoint = try RelayAddress.parse(relay, home: home)
        let proxyEndpoint = try proxy.map { try RelayAddress.parse($0, home: home) }
        try home.create()
        let lock = try StateLock(home)
        defer { withExtendedLifetime(lock) {} }
        try refuseSecond()
        _ = try AgentRoots(configured: roots, home: home, userHome: nil, binaries: AgentRoots.programs())
        let key = try self.key()
        let time = max(clock.reading().wall, AgentProgram.built)
        let client = EnrolmentClient(
            relay: endpoint, proxy: proxyEndpoint.map { ProxySetting(endpoint: $0) }, group: AgentLoops.group, logger: logger)
        let result = try await client.enrol(
            code: code, role: .machine, name: name ?? Self.hostName, key: key, at: time)
        guard case .issued(let certificate) = result.state, let machine = MachineID(result.id) else {
            throw Failure(.enrolmentWrongAnswer, ["field": "pending"])
        }
        let settings = AgentSettings(
            relay: endpoint.description, vendor: result.vendor.name, machine: machine, organisation: result.organisation,
            customer: result.customer, roots: roots, proxy: proxyEndpoint?.description)
        try keep(result, certificate, machine, key, at: time)
        try settings.save(to: home)
        return EnrolOutput(
            machine: result.id, vendor: settings.vendor, vendorName: result.vendor.bundle.body.vendorName,
            customer: settings.customer, relay: settings.relay, state: home.path, checkWords: result.checkWords,
            roots: try AgentRoots(settings: settings, home: home).paths, certificateNotAfter: OutputTime(certificate.notAfter))
    }

    private func refuseSecond() throws {
        guard FileManager.default.fileExists(atPath: home.settingsPath) else { return }
        let settings = try AgentSettings.load(from: home)
        throw Failure(.agentEnrolled, ["path": home.path, "machine": settings.machine.description])
    }

    /// Made before anybody is asked, so that a repeated command is known by it.
    private func key() throws -> PrivateKey {
        do {
            return try PrivateKey.load(path: home.keyPath)
        } catch let failure as Failure where failure.code == .keyAbsent {
            let key = try PrivateKey.generate()
            try key.save(path: home.keyPath)
            return key
        }
    }

    private func keep(
        _ result: EnrolmentResult, _ certificate: Certificate, _ machine: MachineID, _ key: PrivateKey, at time: Timestamp
    ) throws {
        try DurableFile(home.certificatePath).replace(with: Array(certificate.pem.utf8))
        try DurableFile(home.rootPath).replace(with: Array((result.vendor.root.description + "\n").utf8))
        let database = try openDatabase()
        let identity = IdentityBox(SigningIdentity(key: key, vendor: result.vendor.name, certificate: certificate))
        let bundle = result.vendor.bundle
        let bytes: [UInt8] = try bundle.message.envelope.wire.serializedBytes()
        try AgentJournal(database: database, identity: identity).write(at: time) { entries, transaction in
            if let known = try transaction.agentIdentity() {
                // A command that was cut off before its last step.
                guard known.machine == machine, known.rootKey == result.vendor.root else {
                    throw Failure(.agentDirectory, ["path": home.databasePath, "reason": "it is of another enrolment"])
                }
            } else {
                try transaction.insert(
                    AgentIdentity(
                        vendor: result.vendor.name, machine: machine, rootKey: result.vendor.root, enrolled: time))
                entries.add(.logOpened, ["machine": machine.description])
                entries.add(.machineEnrolled, ["machine": machine.description], payload: certificate.der)
            }
            let newer = try transaction.trust.accept(
                bundle: bytes, version: bundle.body.version, revocationNumber: bundle.body.revocationNumber)
            if newer { entries.add(.bundleAccepted, ["version": String(bundle.body.version)], payload: bytes) }
        }
        try database.close()
    }

    private func openDatabase() throws -> Database {
        guard FileManager.default.fileExists(atPath: home.databasePath) else {
            return try Database.create(path: home.databasePath, schema: AgentSchema.current, limits: AgentSchema.limits)
        }
        return try Database.open(path: home.databasePath, schema: AgentSchema.current, limits: AgentSchema.limits)
    }

    private static let hostName: String = String(ProcessInfo.processInfo.hostName.prefix(Enrolment.nameCharacters))
}
