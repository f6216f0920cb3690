import Entitlement
import Messages
import Primitives
import RelayStorage
import Sessions
import SignedObjects
import Storage
import Transport

/// What would it cost, what is there, what happened: reading, nothing is held.
struct EntitlementCalls: Sendable {
    let context: RelayContext

    func register(in router: inout CallRouter<Caller>) {
        router.answer(.entitlementEvaluate, to: Caller.isTechnician) { try await evaluate($0.technician, $1) }
        router.answer(.entitlementServices, to: Caller.isTechnician) { try await services($0.technician, $1) }
        router.answer(.ledgerShow, to: Caller.isTechnician) { try await ledger($0.technician, $1) }
    }

    /// Each line that could pay, with its verdict. The technician chooses; nothing is guessed.
    private func evaluate(_ technician: Caller.Technician, _ call: WireEvaluateCall) async throws -> WireEvaluateReply {
        let place = try Sessions.Place(wire: call.place)
        guard let servicePlace = ServicePlace(rawValue: place.rawValue), (0...SessionLimits.quantity).contains(call.quantity)
        else {
            throw Failure(.callInvalid, ["field": "quantity"])
        }
        let now = context.clock.now()
        var reply = try await context.database.read { transaction in
            let lookup = Lookup(transaction: transaction, scope: technician.scope)
            let machine = try lookup.machine(call.machine)
            let contract = try call.contract.isEmpty ? nil : lookup.contract(call.contract).id
            let making = VerdictMaking(transaction: transaction, zone: context.zone)
            var room = ReplyRoom()
            var reply = WireEvaluateReply()
            reply.machine = machine.id.description
            reply.machineName = machine.name
            reply.organisation = machine.organisation.description
            reply.customer = try transaction.customers.require(machine.customer).name
            reply.lastSeen = machine.lastSeen?.milliseconds ?? 0
            for account in try transaction.standings.accounts(
                machine: machine.id, customer: machine.customer, contract: contract)
            {
                let question = ServiceQuestion(
                    kind: try kind(call.kind, account, transaction, now), place: servicePlace,
                    quantity: call.quantity == 0 ? .one : Quantity(thousandths: call.quantity), occurredAt: now,
                    initiator: call.vendorDefect ? .vendor : .technician)
                let line = try payingLine(making.evaluate(question, account, number: 1), transaction)
                if try room.takes(line) { reply.lines.append(line) }
            }
            return reply
        }
        reply.online = MachineID(reply.machine).map(context.presence.isOnline) ?? false
        return reply
    }

    /// The kind by its name, or by the id of a rule (A3) where a plan's reader knows that better.
    private func kind(
        _ text: String, _ account: EntitlementAccount, _ transaction: Transaction, _ now: Timestamp
    ) throws -> ServiceKindName {
        let named = ServiceKindName(rawValue: text)
        guard case .line(let line) = try transaction.standings.standing(of: account),
            let plan = line.term(at: now, in: context.zone)?.plan, plan.kind(named) == nil
        else { return named }
        return plan.kinds.first { $0.rules.contains { $0.id.lowercased() == text.lowercased() } }?.name ?? named
    }

    private func payingLine(_ line: VerdictMaking.Line, _ transaction: Transaction) throws -> WirePayingLine {
        var paying = WirePayingLine()
        if case .line(let id) = line.account {
            let standing = try transaction.standings.line(id)
            paying.contractLine = id.description
            paying.contract = "C-\(standing.contract.number)"
            paying.product = standing.line.product
            paying.version = standing.line.version
        }
        paying.kind = line.question.kind.rawValue
        paying.parts = line.parts.map(\.wire)
        paying.conditions = line.verdict.conditions.map { condition in
            var wire = WireVerdictCondition()
            wire.code = condition.code.rawValue
            wire.parameters = condition.parameters
            return wire
        }
        return paying
    }

    /// Every kind at the places that a session can be asked for, by every line that could pay.
    private func services(_ technician: Caller.Technician, _ call: WireMachineCall) async throws -> WireServicesReply {
        let now = context.clock.now()
        return try await context.database.read { transaction in
            let machine = try Lookup(transaction: transaction, scope: technician.scope).machine(call.machine)
            let making = VerdictMaking(transaction: transaction, zone: context.zone)
            var room = ReplyRoom()
            var reply = WireServicesReply()
            reply.machine = machine.id.description
            reply.machineName = machine.name
            reply.customer = try transaction.customers.require(machine.customer).name
            for account in try transaction.standings.accounts(machine: machine.id, customer: machine.customer) {
                // Whole lines, so that what is shown of a contract is all of it.
                let services = try services(of: account, making, transaction, now)
                var left = room
                guard try services.allSatisfy({ try left.takes($0) }) else { break }
                room = left
                reply.services += services
            }
            return reply
        }
    }

    private func services(
        of account: EntitlementAccount, _ making: VerdictMaking, _ transaction: Transaction, _ now: Timestamp
    ) throws -> [WireService] {
        var offered: [(ServiceKindName, ServicePlace)] = [(.assessment, .remote), (.demo, .remote)]
        var names: (contract: String, product: String) = ("", "")
        if case .line(let line) = try transaction.standings.standing(of: account) {
            names = ("C-\(line.contract.number)", line.line.product)
            if let plan = line.term(at: now, in: context.zone)?.plan {
                offered = plan.kinds.flatMap { kind in kind.rules.flatMap { $0.places.map { (kind.name, $0) } } }
            }
        }
        return try offered.flatMap { kind, place in
            let question = ServiceQuestion(kind: kind, place: place, occurredAt: now)
            return try making.evaluate(question, account, number: 1).parts.map { part in
                var service = WireService()
                service.kind = kind.rawValue
                service.persian = part.kindPersian
                service.english = part.kindEnglish
                service.place = place.rawValue
                service.contract = names.contract
                service.product = names.product
                service.part = part.wire
                return service
            }
        }
    }

    private func ledger(_ technician: Caller.Technician, _ call: WireLedgerCall) async throws -> WireLedgerReply {
        try await context.database.read { transaction in
            let contract = try Lookup(transaction: transaction, scope: technician.scope).contract(call.contract)
            var reply = WireLedgerReply()
            reply.contract = "C-\(contract.number)"
            reply.customer = try transaction.customers.require(contract.customer).name
            let report = try transaction.ledger.report(of: contract.id)
            var room = ReplyRoom()
            reply.balances = try report.map { WireLedgerBalance($0) }.filter { try room.takes($0) }
            let quotas = Dictionary(report.map { ($0.standing.bucket.id, $0.standing.bucket.quota.rawValue) }) { first, _ in first
            }
            reply.entries = try room.newest(
                transaction.ledger.entries(of: contract.id).suffix(Self.entryLimit).map { try entry($0, quotas, transaction) })
            return reply
        }
    }

    /// Entries that are tried to fit one reply, the newest.
    private static let entryLimit = 150

    private func entry(
        _ entry: LedgerEntry, _ quotas: [BucketID: String], _ transaction: Transaction
    ) throws -> WireLedgerEntry {
        let stored = entry.transaction
        var wire = WireLedgerEntry()
        wire.id = stored.id.description
        wire.type = stored.kind.rawValue
        wire.occurred = stored.occurredAt.milliseconds
        wire.recorded = stored.recordedAt.milliseconds
        wire.actor = stored.actor
        wire.reason = stored.reason
        if let id = stored.work?.session, let session = try transaction.sessions.find(id) {
            wire.session = "S-\(session.number)"
        }
        wire.postings = stored.postings.map { posting in
            var leg = WireLedgerPosting()
            leg.bucket = quotas[posting.bucket] ?? posting.bucket.description
            leg.account = posting.account.rawValue
            leg.amount = posting.amount.thousandths
            return leg
        }
        return wire
    }
}

extension WireLedgerBalance {
    init(_ report: BucketReport) {
        self.init()
        let balances = report.standing.balances
        bucket = report.standing.bucket.quota.rawValue
        role = report.standing.bucket.role.rawValue
        unit = report.standing.bucket.unit.rawValue
        product = report.product
        granted = balances.granted.thousandths
        available = balances.available.thousandths
        held = balances.held.thousandths
        consumed = balances.consumed.thousandths
        expired = balances.expired.thousandths
        used = balances.used.thousandths
        from = report.interval.start.gregorianText
        until = report.interval.end.gregorianText
    }
}
