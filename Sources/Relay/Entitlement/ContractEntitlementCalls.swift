import Entitlement
import Messages
import Primitives
import RelayStorage
import Storage
import Transport

/// What a contract gives, and what a question on the phone would cost: reading, nothing is held.
struct ContractEntitlementCalls: Sendable {
    let context: RelayContext

    func register(in router: inout CallRouter<Caller>) {
        router.answer(.entitlementContract, to: Caller.isTechnician) { try await contract($0.technician, $1) }
        router.answer(.entitlementOwn, to: Caller.isMachine) { caller, _ in try await own(caller.machine) }
        router.answer(.entitlementQuestion, to: Caller.isTechnician) { try await question($0.technician, $1) }
    }

    private func contract(_ technician: Caller.Technician, _ call: WireContractCall) async throws -> WireEntitlementView {
        let now = context.clock.now()
        return try await context.database.read { transaction in
            let views = try views(transaction, technician.scope, now)
            var room = ReplyRoom()
            return try views.view(views.lookup.contract(call.contract).id, &room)
        }
    }

    /// Of the machine's customer, all contracts that are not over.
    private func own(_ machine: MachineRecord) async throws -> WireEntitlementViews {
        let now = context.clock.now()
        return try await context.database.read { transaction in
            let views = try views(transaction, .all, now)
            var room = ReplyRoom()
            var reply = WireEntitlementViews()
            reply.customer = try transaction.customers.require(machine.customer).name
            for contract in try transaction.contracts.all(of: machine.customer) where !contract.state.isFinal {
                let view = try views.view(contract.id, &room)
                reply.contracts.append(view)
                reply.cut = reply.cut || view.cut
            }
            return reply
        }
    }

    private func views(_ transaction: Transaction, _ scope: OrganisationScope, _ now: Timestamp) throws -> EntitlementViews {
        EntitlementViews(
            lookup: Lookup(transaction: transaction, scope: scope),
            setting: try transaction.entitlementSetting(in: context.zone), now: now)
    }

    /// Every line that could pay, each with its own verdict; nothing is guessed.
    private func question(_ technician: Caller.Technician, _ call: WireQuestionCall) async throws -> WireQuestionReply {
        let now = context.clock.now()
        return try await context.database.read { transaction in
            let asking = QuestionAsking(
                call: call, lookup: Lookup(transaction: transaction, scope: technician.scope), technician: technician.id,
                now: now, zone: context.zone)
            let making = VerdictMaking(transaction: transaction, zone: context.zone)
            var room = ReplyRoom()
            var reply = WireQuestionReply()
            for account in try asking.accounts() {
                let evaluated = try making.evaluate(asking.question(account), account, number: 1)
                let line = try WirePayingLine(evaluated, transaction)
                guard try room.takes(line) else {
                    reply.cut = true
                    continue
                }
                reply.lines.append(line)
                reply.due.append(evaluated.verdict.due.map { String($0.milliseconds) } ?? "")
            }
            return reply
        }
    }
}
