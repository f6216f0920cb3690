import AuditLog
import AuditStorage
import Entitlement
import Messages
import Primitives
import RelayStorage
import Storage
import Transport

/// Support codes: the customer's admin sees them, technicians can only check one (requirement B2).
struct CodeCalls: Sendable {
    let context: RelayContext

    func register(in router: inout CallRouter<Caller>) {
        router.answer(.codeCheck, to: Caller.isTechnician) { try await check($0.technician, $1) }
        router.answer(.codeShow, to: Caller.isMachine) { try await show($0.machine, $1) }
    }

    private func check(_ technician: Caller.Technician, _ call: WireCodeCheckCall) async throws -> WireCodeCheckReply {
        let checking = CodeChecking(context: context, technician: technician)
        var reply = WireCodeCheckReply()
        guard case .contract(let id, let until) = try await checking.check(call.code, contract: call.contract) else {
            return reply
        }
        let (contract, customer) = try await context.database.read { transaction in
            let standing = try Lookup(transaction: transaction, scope: technician.scope).contract(id.description)
            return (standing, try transaction.customers.require(standing.customer))
        }
        reply.known = true
        reply.contract = "C-\(contract.number)"
        reply.customer = customer.name
        reply.identifiedUntil = until.milliseconds
        return reply
    }

    /// The codes of the customer's contracts; the agent lets only its admin ask. The log says that they were shown.
    private func show(_ machine: MachineRecord, _ call: WireCodeShowCall) async throws -> WireCodeView {
        let now = context.clock.now()
        return try await context.database.write { transaction in
            let codes = transaction.supportCodes(context.keys.sealing)
            var room = ReplyRoom()
            var view = WireCodeView()
            for contract in try transaction.contracts.all(of: machine.customer) where !contract.state.isFinal {
                let code = try call.rotate ? codes.rotate(contract.id, at: now) : codes.show(contract.id, at: now)
                let shown = WireContractCode(code, of: contract)
                guard try room.takes(shown) else {
                    view.cut = true
                    break
                }
                view.codes.append(shown)
                try transaction.audit.append(
                    call.rotate ? .codeRotated : .codeShown,
                    ids: ["machine": machine.id.description, "contract": contract.id.description], payload: [], at: now)
            }
            try transaction.seal(with: context, at: now)
            return view
        }
    }
}

extension WireContractCode {
    init(_ shown: SupportCode, of owner: Contract) {
        self.init()
        contract = "C-\(owner.number)"
        code = shown.text
        validUntil = shown.validUntil.milliseconds
        oldValidUntil = shown.oldValidUntil?.milliseconds ?? 0
    }
}
