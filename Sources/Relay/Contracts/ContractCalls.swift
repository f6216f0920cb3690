import AuditLog
import Entitlement
import Messages
import Primitives
import RelayStorage
import Storage
import Transport

/// Contracts after their purchase: shown, renewed, extended, brought to another state (requirements A2, A22).
struct ContractCalls: Sendable {
    let context: RelayContext

    func register(in router: inout CallRouter<Caller>) {
        router.answer(.contractShow, to: Caller.isTechnician) { try await show($0.technician, $1) }
        router.answer(.contractRenew, to: Caller.isAdmin) { try await renew($0.technician, $1) }
        router.answer(.contractExtend, to: Caller.isAdmin) { try await extend($0.technician, $1) }
        router.answer(.contractState, to: Caller.isAdmin) { try await state($0.technician, $1) }
    }

    private func show(_ technician: Caller.Technician, _ call: WireContractCall) async throws -> WireContractView {
        try await context.database.read { transaction in
            let lookup = Lookup(transaction: transaction, scope: technician.scope)
            return try ContractViews(lookup: lookup).full(lookup.contract(call.contract).id)
        }
    }

    private func renew(_ technician: Caller.Technician, _ call: WireContractRenewCall) async throws -> WireContractView {
        let plan = try call.planYaml.isEmpty ? nil : PlanSnapshot.parse(call.planYaml, name: call.planName)
        let overrides = try TermTerms(
            months: call.months, amounts: call.quotas, without: call.without, steps: call.steps, overdraw: call.overdraw
        ).overrides()
        return try await context.change(
            .contractRenew, call, key: .required(call.key), by: DeskChange.Author(technician)
        ) { change in
            let contract = try change.lookup.contract(call.contract)
            let line = try change.lookup.line(call.line, of: contract)
            let term = try change.transaction.contracts.renew(
                line.id, on: change.day(call.on), plan: plan, overrides: overrides, actor: change.author.id, at: change.now)
            try change.log(
                .contractRenewed,
                ["contract": contract.id.description, "line": line.id.description, "term": term.id.description])
            return try ContractViews(lookup: change.lookup).full(contract.id)
        }
    }

    private func extend(_ technician: Caller.Technician, _ call: WireContractExtendCall) async throws -> WireContractView {
        let until = try CivilDate(parsing: call.until)
        return try await context.change(
            .contractExtend, call, key: .required(call.key), by: DeskChange.Author(technician)
        ) { change in
            let contract = try change.lookup.contract(call.contract)
            let line = try change.lookup.line(call.line, of: contract)
            guard let term = try change.transaction.contracts.terms(of: line.id).last else {
                throw Failure(.findNothing, ["text": line.product])
            }
            _ = try change.transaction.contracts.extend(
                term.id, to: until, actor: change.author.id, reason: call.reason, zone: change.zone, at: change.now)
            try change.log(
                .contractExtended,
                [
                    "contract": contract.id.description, "term": term.id.description, "from": term.interval.end.gregorianText,
                    "until": until.gregorianText,
                ])
            return try ContractViews(lookup: change.lookup).full(contract.id)
        }
    }

    private func state(_ technician: Caller.Technician, _ call: WireContractStateCall) async throws -> WireContractView {
        let state: Contract.State = try FieldChecks.value(call.state, "state")
        return try await context.change(
            .contractState, call, key: .required(call.key), by: DeskChange.Author(technician)
        ) { change in
            let contract = try change.lookup.contract(call.contract)
            try change.transaction.contracts.set(
                contract.id, state: state, actor: change.author.id, reason: call.reason, at: change.now)
            try change.log(
                .contractState,
                ["contract": contract.id.description, "before": contract.state.rawValue, "state": state.rawValue])
            return try ContractViews(lookup: change.lookup).full(contract.id)
        }
    }
}

extension AuditKind {
    static let contractRenewed = AuditKind(rawValue: "contract.renewed")
    static let contractExtended = AuditKind(rawValue: "contract.extended")
    static let contractState = AuditKind(rawValue: "contract.state")
}
