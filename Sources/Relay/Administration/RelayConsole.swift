import Authorities
import Cryptography
import Entitlement
package import Logging
import Messages
package import Primitives
import RelayStorage
import Storage

/// What is done at the relay's own console, on its database, whether the service runs or not: the first admin comes from here.
package struct RelayConsole: Sendable {
    private let context: RelayContext

    package init(home: RelayHome, clock: any WallClock = SystemWallClock(), logger: Logger) throws {
        context = try RelayContext(home: home, clock: clock, logger: logger)
    }

    private var desk: TechnicianDesk {
        TechnicianDesk(
            database: context.database, identity: context.identity, trust: context.trust, log: context.keys.log.publicKey.id)
    }

    package func invite(name: String, isAdmin: Bool) async throws -> InvitationReport {
        InvitationReport(try await desk.invite(name: name, isAdmin: isAdmin, by: "relay console", at: context.clock.now()))
    }

    package func technicians() async throws -> [TechnicianReport] {
        try await desk.list(.all, at: context.clock.now()).map { TechnicianReport($0) }
    }

    /// - Parameter authority: the authority directory's path.
    package func approve(_ technician: String, authority: String) async throws -> TechnicianReport {
        let authority = try AuthorityDirectory.load(from: authority)
        return TechnicianReport(try await desk.approve(technician, with: authority, at: context.clock.now()))
    }

    package func verifyLedger() async throws -> LedgerVerificationReport {
        try await LedgerConsole(database: context.database).verify()
    }

    package func rebuildLedger() async throws -> LedgerRebuildReport {
        try await LedgerConsole(database: context.database)
            .rebuild(context.trust, log: context.keys.log.publicKey.id, at: context.clock.now())
    }

    package func verifyAudit() async throws -> VerificationReport {
        VerificationReport(try await AuditReading(database: context.database, trust: context.trust).verify())
    }
}
