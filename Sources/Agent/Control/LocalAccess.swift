import Glibc
package import Logging
import Primitives
import Sessions
import Storage
import Transport

/// The commands' way to the agent: the control socket of the running one, else its database.
package enum LocalAccess {
    /// Connects to the running agent. Throws `agent.not-running`, `agent.not-admitted`, `agent.not-enrolled`.
    package static func connect(_ home: AgentHome, logger: Logger) async throws -> SocketService {
        do {
            return SocketService(
                connection: try await LocalDialer.connect(path: home.socketPath, group: AgentLoops.group, logger: logger))
        } catch let failure as Failure where failure.code == .localForbidden {
            throw Failure(.agentNotAdmitted, ["uid": String(geteuid()), "reason": "socket"], cause: failure)
        } catch let failure as Failure where failure.code == .localUnreachable {
            _ = try AgentSettings.load(from: home)
            throw Failure(.agentNotRunning, ["path": home.path], cause: failure)
        }
    }

    /// Runs the body on the running agent, or where none runs on the database itself, which only its owner can open.
    package static func use<Value: Sendable>(
        _ home: AgentHome, logger: Logger, _ body: (any LocalService) async throws -> Value
    ) async throws -> Value {
        let service: SocketService
        do {
            service = try await connect(home, logger: logger)
        } catch let failure as Failure where failure.code == .agentNotRunning {
            return try await offline(home, logger: logger, body)
        }
        defer { service.connection.close() }
        return try await body(service)
    }

    private static func offline<Value: Sendable>(
        _ home: AgentHome, logger: Logger, _ body: (any LocalService) async throws -> Value
    ) async throws -> Value {
        let lock = try StateLock(home)
        defer { withExtendedLifetime(lock) {} }
        let account = LocalAccount.known(uid: geteuid(), group: getegid())
        let rules = LocalAdmission.ofThisMachine()
        let core = try await AgentCore.open(home, logger: logger)
        let person = try core.settings.person(account, agentUser: rules.agentUser)
        let value = try await body(core.calls(for: person, isRunning: false))
        try core.journal.database.close()
        return value
    }
}
