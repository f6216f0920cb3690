import AuditLog
import Cryptography
import Entitlement
import Messages
import Primitives
import RelayStorage
import Storage
import SwiftProtobuf
import Transport

/// Work without a channel (requirements A4 to A8, A10, A13, A14, A18, A23).
struct RecordCalls: Sendable {
    let context: RelayContext

    func register(in router: inout CallRouter<Caller>) {
        router.answer(.recordMake, to: Caller.isTechnician) { try await make($0.technician, $1) }
        router.answer(.recordReturn, to: Caller.isTechnician) { try await giveBack($0.technician, $1) }
        router.answer(.recordShow, to: Caller.isTechnician) { try await show($0.technician, $1) }
        router.feed(.recordList, to: Caller.isTechnician) { try await list($0.technician, $1, $2) }
    }

    /// The code is checked before anything is written, because wrong ones count; the stored answer never has it.
    private func make(_ technician: Caller.Technician, _ call: WireRecordCall) async throws -> WireRecordView {
        let isIdentified = try await identify(technician, call)
        var kept = call
        kept.code = ""
        return try await context.change(
            .recordMake, kept, key: .required(call.key), by: DeskChange.Author(technician)
        ) { [kept] change in
            let asking = RecordAsking(call: kept, change: change, technician: technician, isIdentified: isIdentified)
            let record = try change.transaction.serviceRecords.make(
                asking.record(), by: technician.id, in: change.setting(), at: change.now)
            return try told(.recordMade, record, change)
        }
    }

    /// Throws `code.no-match`, `code.cool-off`.
    private func identify(_ technician: Caller.Technician, _ call: WireRecordCall) async throws -> Bool {
        guard !call.code.isEmpty else { return false }
        try FieldChecks.require(!call.contract.isEmpty, "contract")
        let checking = CodeChecking(context: context, technician: technician)
        guard case .contract = try await checking.check(call.code, contract: call.contract) else {
            throw Failure(.codeNoMatch, ["contract": String(call.contract.prefix(DeskLimits.wordCharacters))])
        }
        return true
    }

    private func giveBack(_ technician: Caller.Technician, _ call: WireRecordReturnCall) async throws -> WireRecordView {
        let outcome: ServiceOutcome? = try FieldChecks.optionalWord(call.outcome, "outcome")
        return try await context.change(.recordReturn, call, key: .none, by: DeskChange.Author(technician)) { change in
            let before = try change.lookup.record(call.record)
            let back = RecordReturn(to: call.to, outcome: outcome, note: call.note.isEmpty ? nil : call.note)
            let after = try change.transaction.serviceRecords.giveBack(
                before.id, back, by: technician.id, in: change.setting(), at: change.now)
            guard after != before else { return try views(change).view(after) }
            return try told(.recordReturned, after, change)
        }
    }

    private func show(_ technician: Caller.Technician, _ call: WireRecordShowCall) async throws -> WireRecordView {
        try await context.database.read { transaction in
            let lookup = Lookup(transaction: transaction, scope: technician.scope)
            return try RecordViews(lookup: lookup, zone: context.zone).view(lookup.record(call.record))
        }
    }

    private func list(
        _ technician: Caller.Technician, _ call: WireRecordListCall,
        _ send: @Sendable (WireRecordListReply) async throws -> Void
    ) async throws {
        try FieldChecks.word(call.kind, "kind")
        let (pages, isCut) = try await context.database.read { transaction in
            let lookup = Lookup(transaction: transaction, scope: technician.scope)
            let contract = try call.contract.isEmpty ? nil : lookup.contract(call.contract).id
            let views = RecordViews(lookup: lookup, zone: context.zone)
            let kind = call.kind.isEmpty ? nil : ServiceKindName(rawValue: call.kind)
            let records = try transaction.serviceRecords.list(
                contract: contract, kind: kind, openOnly: call.openOnly, scope: technician.scope)
            return (try ReplyRoom.pages(of: records.map { try views.view($0) }), records.count >= CommerceLimits.listRows)
        }
        for (index, page) in pages.enumerated() {
            try await send(
                WireRecordListReply.with {
                    $0.records = page
                    $0.cut = isCut && index == pages.count - 1
                })
        }
    }

    private func told(_ kind: AuditKind, _ record: ServiceRecord, _ change: DeskChange) throws -> WireRecordView {
        try change.log(
            kind,
            [
                "record": record.id.description, "number": "R-\(record.number)", "customer": record.customer.description,
                "state": record.state.rawValue,
            ])
        return try views(change).view(record)
    }

    private func views(_ change: DeskChange) -> RecordViews {
        RecordViews(lookup: change.lookup, zone: change.zone)
    }
}

extension AuditKind {
    static let recordMade = AuditKind(rawValue: "record.made")
    static let recordReturned = AuditKind(rawValue: "record.returned")
}
