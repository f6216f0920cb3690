import AuditLog
import Entitlement
import Messages
import Primitives
import RelayStorage
import Storage
import Transport

/// Corrections of the ledger: one admin proposes, another one confirms (design of entitlement: "nothing is edited").
struct CorrectionCalls: Sendable {
    let context: RelayContext

    func register(in router: inout CallRouter<Caller>) {
        router.answer(.correctionPropose, to: Caller.isAdmin) { try await propose($0.technician, $1) }
        router.answer(.correctionList, to: Caller.isTechnician) { caller, _ in try await list(caller.technician) }
    }

    private func propose(_ technician: Caller.Technician, _ call: WireCorrectionCall) async throws -> WireCorrectionView {
        try await context.change(
            .correctionPropose, call, key: .required(call.key), by: DeskChange.Author(technician)
        ) { change in
            let correction = try change.transaction.corrections.propose(
                wanted(call, change), reason: call.reason, key: call.key, by: technician.id, at: change.now)
            try change.log(
                .correctionProposed,
                ["correction": correction.id.description, "contract": correction.contract.description])
            return try CorrectionViews(lookup: change.lookup).view(correction)
        }
    }

    private func wanted(_ call: WireCorrectionCall, _ change: DeskChange) throws -> Correction.Change {
        let contract = try change.lookup.contract(call.contract)
        switch call.type {
        case "adjust":
            return .adjust(bucket: try bucket(call, contract, change), amount: Quantity(thousandths: call.amount))
        case "refund":
            return .refund(bucket: try bucket(call, contract, change), quantity: Quantity(thousandths: call.amount))
        case "reverse":
            guard let id = LedgerTransactionID(call.entry), let entry = try? change.transaction.ledger.entry(id),
                entry.contract == contract.id
            else { throw Failure(.findNothing, ["text": String(call.entry.prefix(DeskLimits.wordCharacters))]) }
            return .reverse(entry: id)
        default: throw Failure(.callInvalid, ["field": "type"])
        }
    }

    /// The quota of the line's term of today; of the last one where no term holds today.
    private func bucket(_ call: WireCorrectionCall, _ contract: Contract, _ change: DeskChange) throws -> BucketID {
        let line = try change.lookup.line(call.line, of: contract)
        let standing = try change.transaction.standings.line(line.id)
        let term = standing.term(at: change.now, in: change.zone)
        let found = standing.buckets.map(\.bucket).first {
            $0.term == term?.id && $0.quota.rawValue == call.quota && $0.role == .allotment
        }
        guard let found else { throw Failure(.findNothing, ["text": String(call.quota.prefix(DeskLimits.wordCharacters))]) }
        return found.id
    }

    private func list(_ technician: Caller.Technician) async throws -> WireCorrectionListReply {
        try await context.database.read { transaction in
            let views = CorrectionViews(lookup: Lookup(transaction: transaction, scope: technician.scope))
            var room = ReplyRoom()
            var reply = WireCorrectionListReply()
            let corrections = try transaction.corrections.list(scope: technician.scope)
            reply.cut = corrections.count >= CommerceLimits.listRows
            for correction in corrections {
                let view = try views.view(correction)
                if try room.takes(view) { reply.corrections.append(view) } else { reply.cut = true }
            }
            return reply
        }
    }
}

/// Corrections as people see them.
struct CorrectionViews {
    let lookup: Lookup

    func view(_ correction: Correction) throws -> WireCorrectionView {
        let transaction = lookup.transaction
        var view = WireCorrectionView()
        view.number = "K-\(correction.number)"
        view.state = correction.state.rawValue
        view.contract = try transaction.contracts.find(correction.contract).map { "C-\($0.number)" } ?? ""
        view.reason = correction.reason
        view.proposedBy = try lookup.name(of: correction.proposedBy.description)
        view.proposed = correction.proposed.milliseconds
        view.confirmedBy = try correction.decidedBy.map { try lookup.name(of: $0.description) } ?? ""
        view.entry = correction.entry?.description ?? ""
        switch correction.change {
        case .adjust(let bucket, let amount):
            (view.type, view.amount) = ("adjust", amount.thousandths)
            view.quota = try transaction.ledger.bucket(bucket).standing.bucket.quota.rawValue
        case .refund(let bucket, let quantity):
            (view.type, view.amount) = ("refund", quantity.thousandths)
            view.quota = try transaction.ledger.bucket(bucket).standing.bucket.quota.rawValue
        case .reverse(let entry):
            (view.type, view.entry) = ("reverse", entry.description)
        }
        return view
    }
}

extension AuditKind {
    static let correctionProposed = AuditKind(rawValue: "correction.proposed")
    static let correctionApplied = AuditKind(rawValue: "correction.applied")
    static let correctionRejected = AuditKind(rawValue: "correction.rejected")
}
