import Cryptography
import Entitlement
import Primitives
import RelayStorage
import Sessions
import Storage

/// Each thing that is done to a ledger, as one transaction with a key, on the ledger that the tests prepare: C-1001 with a
/// running term and reservations in each state, C-1002 with a term that is over.
enum WorkerOperation: String {
    case hold, priced, incident, late, close, count, charge, dispute, decide, release, replace, heir, overdue, expire
    case grant, use, adjust, refund, reverse, propose, confirm, reject, extend, renew, sell, record

    static let current: Int64 = 1001
    static let ended: Int64 = 1002
}

extension WorkerLedger {
    func perform(_ operation: WorkerOperation) throws {
        let key = "worker/\(operation.rawValue)"
        try write { transaction in
            switch operation {
            case .hold, .priced, .incident, .late, .replace: try reserve(operation, key, transaction)
            case .close: try settle("open", .succeeded, transaction)
            case .count: try settle("uncounted", .succeeded, transaction)
            case .charge: try settle("charged", .succeeded, used: try Quantity(units: 130), transaction)
            case .dispute: try settle("open", .failed, transaction)
            // Another reservation for the same incident draws instead.
            case .heir: try settle("incident", .withoutEffect, transaction)
            case .decide:
                let decision = DisputeDecision(used: Quantity(thousandths: 500), decidedBy: "admin", reason: "half")
                _ = try transaction.ledger.decide(hold("disputed", transaction), decision, zone: zone, at: time)
            case .release: _ = try transaction.ledger.release(hold("open", transaction), actor: "relay", zone: zone, at: time)
            case .overdue:
                _ = try transaction.ledger.endOverdue(at: time + LedgerRules.longestHold + .seconds(1), zone: zone)
            case .expire: _ = try transaction.ledger.expireEnded(at: time + .seconds(400 * 86_400), in: zone)
            case .grant, .use, .adjust, .refund, .reverse: try move(operation, key, transaction)
            case .propose, .confirm, .reject: try correct(operation, key, transaction)
            case .extend, .renew, .sell: try once(operation, key, transaction)
            case .record: try record(key, transaction)
            }
        }
    }

    private func reserve(_ operation: WorkerOperation, _ key: String, _ transaction: Transaction) throws {
        switch operation {
        case .priced:
            let request = try request(key, "install", Quantity(units: 6), accepted: Money(rials: 200), in: transaction)
            _ = try transaction.ledger.hold(request, in: setting, at: time)
        case .incident:
            let request = try request(key, "ticket", incident: "t-۱", in: transaction)
            _ = try transaction.ledger.hold(request, in: setting, at: time)
        case .late:
            let request = try request(
                key, "training", Quantity(units: 15), contract: WorkerOperation.ended, occurred: time + .seconds(-120 * 86_400),
                in: transaction)
            _ = try transaction.ledger.hold(request, in: setting, at: time)
        case .replace:
            let request = try request(key, "reinstall", in: transaction)
            _ = try transaction.ledger.replace(hold("open", transaction), by: request, in: setting, at: time)
        default: _ = try transaction.ledger.hold(request(key, "reinstall", in: transaction), in: setting, at: time)
        }
    }

    private func settle(
        _ key: String, _ result: SettlementBasis.Result, used: Quantity = .one, _ transaction: Transaction
    ) throws {
        let basis = SettlementBasis(result: result, used: used, outcome: "aa")
        _ = try transaction.ledger.close(hold(key, transaction), basis: basis, actor: "agent", zone: zone, at: time)
    }

    private func move(_ operation: WorkerOperation, _ key: String, _ transaction: Transaction) throws {
        let bucket = try bucket(WorkerOperation.current, operation == .use ? "fixing" : "installs", transaction)
        switch operation {
        case .use: try transaction.ledger.use(.one, in: bucket, context(key))
        case .adjust: try transaction.ledger.adjust(by: Quantity(thousandths: -500), in: bucket, context(key))
        case .refund: try transaction.ledger.refund(.one, in: bucket, zone: zone, context(key))
        case .reverse: try transaction.ledger.reverse(entry("gift", transaction), context(key))
        default: try transaction.ledger.grant(.one, to: bucket, context(key))
        }
    }

    private func correct(_ operation: WorkerOperation, _ key: String, _ transaction: Transaction) throws {
        let bucket = try bucket(WorkerOperation.current, "installs", transaction)
        // The one that is prepared, or a new one.
        let known = try transaction.corrections.propose(
            .adjust(bucket: bucket, amount: operation == .propose ? .one : Quantity(thousandths: 500)), reason: "promised",
            key: operation == .propose ? key : "prepared", by: technician("Mina", transaction), at: time)
        guard operation != .propose else { return }
        _ = try transaction.corrections.confirm(
            known.id, by: technician("Omid", transaction), isRejected: operation == .reject, in: zone, at: time)
    }

    /// What the relay's desk answers once for each key.
    private func once(_ operation: WorkerOperation, _ key: String, _ transaction: Transaction) throws {
        let call = CallKey(principal: "admin", family: "contract", id: key)
        _ = try transaction.answers.once(call, call: Digest.of(key.utf8), at: time) {
            switch operation {
            case .extend:
                let term = try transaction.contracts.terms(of: line(WorkerOperation.ended, transaction))[0]
                let end = try CivilDate(dayNumber: zone.date(of: time).dayNumber + 30)
                _ = try transaction.contracts.extend(
                    term.id, to: end, actor: "admin", reason: "promised", zone: zone, at: time)
            case .renew:
                _ = try transaction.contracts.renew(
                    line(WorkerOperation.ended, transaction), on: zone.date(of: time), actor: "admin", at: time)
            default:
                let line = try transaction.standings.line(line(WorkerOperation.current, transaction))
                _ = try transaction.contracts.add(
                    NewContract(
                        customer: line.contract.customer, plan: line.terms[0].plan, product: "Padra Office", version: "7.2",
                        platform: "linux-x86_64", purchased: zone.date(of: time)),
                    actor: "admin", at: time)
            }
            return []
        }
    }

    private func record(_ key: String, _ transaction: Transaction) throws {
        var new = NewServiceRecord(
            key: key, account: .line(try line(WorkerOperation.current, transaction)), kind: ServiceKindName(rawValue: "install"),
            place: .remote)
        new.note = "سطر یک"
        _ = try transaction.serviceRecords.make(new, by: technician("Sara", transaction), in: setting, at: time)
    }
}
