import AuditLog
import AuditStorage
import Cryptography
import Logging
import Primitives
import RelayStorage
import Sessions
import SignedObjects
import Storage
import Synchronization
import Transport

/// Notes in the log what only an attacker or a fault says: ids of another, signatures that do not hold (H38, H43).
final class RelayAlerts: Sendable {
    private let context: RelayContext
    private let budget = Mutex(AlertBudget())

    /// Refusals that no honest program meets.
    private static let alarming: Set<Failure.Code> = [
        .sessionMismatch, .sessionWrongSigner, .sessionConflict, .trustUnknownSigner, .envelopeBadSignature, .envelopeWrongDomain,
        .envelopeWrongKey, .certificateUnknownAuthority, .certificateBadSignature, .certificateWrongName,
    ]

    init(context: RelayContext) {
        self.context = context
    }

    /// - Parameter method: of the call that was refused.
    func note(_ caller: Caller, _ method: String, _ failure: Failure) async {
        let now = context.clock.now()
        guard Self.alarming.contains(failure.code), let name = caller.logged, budget.withLock({ $0.spend(at: now) }) else {
            return
        }
        var ids = [name.key: name.value, "code": failure.code.rawValue, "method": String(method.prefix(64))]
        // Not under `session`: whoever claims another's session writes nothing into that one's history.
        if let about = failure.parameters["session"] { ids["about"] = String(about.prefix(64)) }
        do {
            try await context.database.write { [context, ids] transaction in
                try transaction.audit.append(.alert, ids: ids, payload: [], at: now)
                try transaction.seal(with: context, at: now)
            }
        } catch {
            context.logger.error("an alert could not be logged", metadata: ["failure": "\(error)"])
        }
    }
}

extension Caller {
    /// Strangers have no name that would be worth an entry.
    fileprivate var logged: (key: String, value: String)? {
        switch self {
        case .technician(let technician): ("technician", technician.id.description)
        case .machine(let machine, _): ("machine", machine.id.description)
        case .stranger: nil
        }
    }
}
