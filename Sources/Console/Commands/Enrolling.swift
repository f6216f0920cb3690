import Cryptography
import Documents
import DurableFiles
import Enrolment
import Foundation
import Glibc
package import Logging
import NIOCore
package import Primitives
import SignedObjects
import Transport

/// A technician's enrolment. It may be repeated at will: the same key asks again, until an admin has signed.
package struct Enrolling: Sendable {
    /// How often `--wait` asks.
    package static let pollInterval: Duration = .seconds(2)

    private let home: ConsoleHome
    private let relay: String
    private let code: EnrolmentCode
    private let name: String?
    private let proxy: String?
    private let clock: any WallClock
    private let logger: Logger

    /// - Parameters:
    ///   - relay: HOST:PORT.
    ///   - code: as typed.
    ///   - name: the technician's, for the customer's prompt; nil: as the invitation says, else the user's.
    /// - Throws: `enrolment.code-malformed`, `enrolment.code-mistyped`, `console.argument`.
    package init(
        _ home: ConsoleHome, relay: String, code: String, name: String?, proxy: String?, clock: any WallClock = SystemWallClock(),
        logger: Logger
    ) throws {
        self.home = home
        self.relay = try RelayDoor.endpoint(relay, "RELAY").description
        self.code = try EnrolmentCode(parsing: code)
        self.name = name
        self.proxy = try proxy.map { try RelayDoor.endpoint($0, "--proxy").description }
        self.clock = clock
        self.logger = logger
    }

    /// Asks once, and stores what came.
    ///
    /// - Throws: `console.enrolled` where this directory belongs to another relay; what `EnrolmentClient.enrol` throws.
    package func ask() async throws -> EnrolOutput {
        if let settings = try ConsoleSettings.load(from: home), settings.relay != relay, access(home.certificatePath, F_OK) == 0 {
            throw Failure(.consoleEnrolled, ["path": home.path, "relay": settings.relay])
        }
        try home.create()
        let client = EnrolmentClient(
            relay: try RelayDoor.endpoint(relay, "RELAY"),
            proxy: try proxy.map { ProxySetting(endpoint: try RelayDoor.endpoint($0, "--proxy")) },
            group: ConsoleProgram.group, logger: logger)
        let result = try await client.enrol(
            code: code, role: .technician, name: name ?? Self.userName, key: key(), at: clock.now())
        return try store(result)
    }

    /// Asks until an admin has signed.
    package func wait() async throws -> EnrolOutput {
        while true {
            let output = try await ask()
            guard output.isPending else { return output }
            try await Task.sleep(for: Self.pollInterval)
        }
    }

    /// Made and stored before anybody hears of it; a repeated command uses the same one.
    private func key() throws -> PrivateKey {
        if access(home.keyPath, F_OK) == 0 { return try PrivateKey.load(path: home.keyPath) }
        let key = try PrivateKey.generate()
        try key.save(path: home.keyPath)
        return key
    }

    private func store(_ result: EnrolmentResult) throws -> EnrolOutput {
        guard let id = TechnicianID(result.id) else { throw Failure(.consoleArgument, ["option": "--code", "reason": "id"]) }
        let vendor = result.vendor
        let name = [name, result.name].compactMap { $0 }.first { !$0.isEmpty } ?? Self.userName
        let settings = ConsoleSettings(
            relay: relay, vendor: vendor.name, technician: id, organisation: result.organisation, name: name, proxy: proxy)
        try settings.save(to: home)
        var notAfter: OutputTime?
        if case .issued(let certificate) = result.state {
            try TrustStore(home).pin(root: vendor.root, bundle: vendor.bundle.message.envelope)
            // Last: who has the certificate has enrolled.
            try DurableFile(home.certificatePath).replace(with: Array(certificate.pem.utf8))
            notAfter = OutputTime(certificate.notAfter)
        }
        return EnrolOutput(
            isPending: notAfter == nil, technician: result.id, name: name, vendor: vendor.name,
            vendorName: vendor.bundle.body.vendorName, relay: relay, checkWords: result.checkWords, certificateNotAfter: notAfter)
    }

    private static var userName: String {
        let names = [NSFullUserName(), NSUserName()]
        return names.first { !$0.isEmpty } ?? "technician"
    }
}
