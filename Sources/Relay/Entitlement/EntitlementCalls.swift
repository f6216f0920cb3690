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
            let quote = try call.quote.isEmpty ? nil : making.price(call.quote, machine.customer, at: now)
            let distance = try servicePlace == .onSite ? transaction.sites.defaultSite(of: machine.customer)?.distance : nil
            for account in try transaction.standings.accounts(
                machine: machine.id, customer: machine.customer, contract: contract)
            {
                let kind = try WorkAsked(lookup: lookup, account: account).kind(call.kind, at: now, in: context.zone)
                var question = ServiceQuestion(
                    kind: kind, place: servicePlace,
                    quantity: call.quantity == 0 ? .one : Quantity(thousandths: call.quantity), occurredAt: now,
                    initiator: call.vendorDefect ? .vendor : .technician, distance: distance)
                question.quote = quote
                let line = try WirePayingLine(making.evaluate(question, account, number: 1), transaction)
                if try room.takes(line) { reply.lines.append(line) } else { reply.cut = true }
            }
            return reply
        }
        reply.online = MachineID(reply.machine).map(context.presence.isOnline) ?? false
        return reply
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
                guard try services.allSatisfy({ try left.takes($0) }) else {
                    reply.cut = true
                    break
                }
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
}
