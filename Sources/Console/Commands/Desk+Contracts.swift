import Entitlement
import Messages
import Plans
import Primitives
import SwiftProtobuf
import Transport

/// Contracts that exist: their lines, terms and states.
extension TechnicianDesk {
    package func contract(_ text: String) async throws -> ContractViewOutput {
        ContractViewOutput(try await view(text))
    }

    /// A further term of a line. Without a plan it is the last term's once more.
    ///
    /// - Parameters:
    ///   - line: id or product; nil where there is one.
    ///   - on: civil date as typed; nil: today.
    package func renew(
        _ contract: String, line: String?, on date: String?, plan: LocalText?, terms: TermOverrides, key: String
    ) async throws -> ContractViewOutput {
        // What the quotas count says the new plan, or where there is none the contract's own balances.
        var measures = try plan.map { plan throws(Failure) in try PlanFile.parse(plan.content, file: plan.name).measures } ?? [:]
        if plan == nil, !terms.quotas.isEmpty || !terms.steps.isEmpty {
            for balance in try await view(contract).balances {
                measures[balance.bucket] = ServiceUnit(rawValue: balance.unit).map { TermOverrides.Measure(unit: $0) }
            }
        }
        var amounts = try terms.amounts(measures)
        for (name, count) in amounts.counts { amounts.thousandths[name] = Int64(count) * 1000 }
        let (quotas, steps) = (amounts.thousandths, try terms.steps(measures))
        return ContractViewOutput(
            try await call(
                .contractRenew,
                WireContractRenewCall.with {
                    $0.key = key
                    $0.contract = contract
                    $0.line = line ?? ""
                    $0.on = date ?? ""
                    $0.planName = plan?.name ?? ""
                    $0.planYaml = plan?.content ?? ""
                    $0.months = terms.months ?? 0
                    $0.quotas = quotas
                    $0.steps = steps
                    $0.overdraw = terms.overdraw
                    $0.without = terms.without
                }))
    }

    /// Moves a term's end: what had expired with it comes back.
    ///
    /// - Parameter until: civil date as typed, the first day after the term.
    package func extend(
        contract: String, line: String?, until: String, reason: String, key: String
    ) async throws -> ContractViewOutput {
        ContractViewOutput(
            try await call(
                .contractExtend,
                WireContractExtendCall.with {
                    $0.key = key
                    $0.contract = contract
                    $0.line = line ?? ""
                    $0.until = until
                    $0.reason = reason
                }))
    }

    /// Suspends, cancels, transfers or takes up a contract.
    package func state(contract: String, _ state: String, reason: String, key: String) async throws -> ContractViewOutput {
        ContractViewOutput(
            try await call(
                .contractState,
                WireContractStateCall.with {
                    $0.key = key
                    $0.contract = contract
                    $0.state = state
                    $0.reason = reason
                }))
    }

    private func view(_ contract: String) async throws -> WireContractView {
        try await call(.contractShow, WireContractCall.with { $0.contract = contract })
    }
}
