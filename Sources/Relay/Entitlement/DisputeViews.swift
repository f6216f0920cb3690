import Cryptography
import Entitlement
import Foundation
import Messages
import Primitives
import RelayStorage
import Sessions
import Storage

/// Disputed reservations as people see and name them.
struct DisputeViews {
    let lookup: Lookup

    private var transaction: Transaction { lookup.transaction }

    func view(_ hold: Hold) throws -> WireDisputeView {
        var view = WireDisputeView()
        view.hold = hold.id.description
        view.number = try transaction.number(of: hold.work)
        view.kind = try kind(of: hold.work)
        if let contract = try hold.contract.flatMap({ try transaction.contracts.find($0) }) {
            view.contract = "C-\(contract.number)"
            view.customer = try transaction.customers.require(contract.customer).name
        }
        view.held = try hold.verdict.quantity().thousandths
        view.unit = hold.verdict.parts.first?.unit.rawValue ?? ""
        view.ends = hold.ends.milliseconds
        if let settled = try transaction.ledger.settlement(of: hold.id) {
            view.since = settled.settled.milliseconds
            view.reason = settled.basis?.result.rawValue ?? ""
            view.outcome = settled.basis?.outcome ?? ""
        }
        return view
    }

    /// By the hold's id, the session's number (with its line, where several are in dispute) or the record's.
    ///
    /// What was decided is found too, so that a decision said again gives the same answer. Throws `find.nothing`,
    /// `find.ambiguous`.
    func find(_ text: String, line: Int) throws -> Hold {
        if let id = HoldID(text) {
            guard let hold = try? transaction.ledger.hold(id), try isVisible(hold) else { throw lookup.nothing(text) }
            return hold
        }
        if lookup.isNumber(text, letter: "r") || ServiceRecordID(text) != nil {
            guard let id = try lookup.record(text).hold else { throw lookup.nothing(text) }
            return try transaction.ledger.hold(id)
        }
        let session = try lookup.session(text)
        let holds = try transaction.sessionLines.all(of: session.id)
            .filter { line == 0 || $0.line.number == line }
            .compactMap { try $0.hold.map { try transaction.ledger.hold($0) } }
        let disputed = holds.filter { $0.state == .disputed }
        let decided = try holds.filter { try transaction.ledger.settlement(of: $0.id)?.decision != nil }
        return try lookup.only(disputed.isEmpty ? decided : disputed, text) { "\(text) line \($0.work.line)" }
    }

    private func isVisible(_ hold: Hold) throws -> Bool {
        guard let contract = hold.contract else { return lookup.scope == .all }
        return try transaction.contracts.find(contract, scope: lookup.scope) != nil
    }

    private func kind(of work: WorkReference) throws -> String {
        if let session = work.session {
            return try transaction.sessionLines.all(of: session).first { $0.line.number == work.line }?.line.kind ?? ""
        }
        guard let record = ServiceRecordID(work.id) else { return "" }
        return try transaction.serviceRecords.require(record).content.kind.rawValue
    }
}

extension Transaction {
    /// How people cite a piece of work: `S-1042` or `R-3`; empty where it is not known.
    func number(of work: WorkReference) throws -> String {
        if let session = work.session { return try sessions.find(session).map { "S-\($0.number)" } ?? "" }
        return try ServiceRecordID(work.id).map { "R-\(try serviceRecords.require($0).number)" } ?? ""
    }
}
