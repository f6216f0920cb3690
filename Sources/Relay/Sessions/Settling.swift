import AuditLog
import Cryptography
import Entitlement
import Primitives
import RelayStorage
import Sessions
import SignedObjects
import Storage

extension SessionRecord {
    /// Closes the lines of the ended session as its signed outcomes say (design of entitlement, "Sessions and lines").
    ///
    /// A line that still waits for an outcome keeps its hold; the outcome brings us here again.
    mutating func settle() throws {
        let reservations = try transaction.sessionLines.all(of: session.id)
        for settlement in try Sessions.Settlement.decide(session, at: now) {
            guard let line = reservations.first(where: { $0.line.number == settlement.line }), let hold = line.hold,
                try isOpen(line, hold)
            else { continue }
            try settle(settlement, hold: hold)
        }
    }

    /// Whether it is still to be settled: held, or disputed only because nothing was heard, which a late outcome answers.
    private func isOpen(_ line: StoredSessionLine, _ hold: HoldID) throws -> Bool {
        switch line.settlement {
        case .held: true
        case .disputed: try transaction.ledger.settlement(of: hold)?.basis?.result == .silent
        case .none, .consumed, .returned: false
        }
    }

    private func settle(_ settlement: Sessions.LineSettlement, hold: HoldID) throws {
        guard let basis = basis(of: settlement) else { return }
        let settled = try transaction.ledger.close(
            hold, basis: basis, actor: session.machine.description, zone: context.zone, at: now)
        if let line = session.lines.first(where: { $0.number == settlement.line }) {
            try transaction.club.award(hold, for: ServiceKindName(rawValue: line.kind), at: now)
        }
        let word: StoredSessionLine.Settlement =
            settled.state == .disputed ? .disputed : settled.consumed == .zero ? .returned : .consumed
        try transaction.sessionLines.settle(
            word, consumed: settled.consumed.thousandths, line: settlement.line, of: session.id)
        try log(
            .sessionSettled, payload: [],
            ["line": String(settlement.line), "settlement": word.rawValue, "hold": hold.description, "outcome": basis.outcome])
        try transaction.sessionEvents.append(
            state: session.phase.rawValue, code: AuditKind.sessionSettled.rawValue,
            parameters: ["line": String(settlement.line), "settlement": word.rawValue], to: session.id, at: now)
    }

    private func basis(of settlement: Sessions.LineSettlement) -> SettlementBasis? {
        let operations = session.operations.filter { $0.line == settlement.line }
        let evidence = operations.last { $0.outcome != nil }?.outcome?.description ?? ""
        switch settlement.decision {
        case .waiting: return nil
        case .returned: return SettlementBasis(result: .withoutEffect, used: .zero, outcome: evidence)
        case .consumed(let used):
            return SettlementBasis(result: .succeeded, used: Quantity(thousandths: used), outcome: evidence)
        case .disputed:
            let silent = operations.contains { $0.result == nil }
            return SettlementBasis(result: silent ? .silent : .failed, used: .zero, outcome: evidence)
        }
    }
}
