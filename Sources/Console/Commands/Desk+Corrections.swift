import Entitlement
import Messages
import Primitives
import SwiftProtobuf
import Transport

/// What an admin decides about the ledger: disputes and corrections. Nothing is edited; a second person confirms.
extension TechnicianDesk {
    package func disputes() async throws -> DisputesOutput {
        DisputesOutput(try await call(.disputeList, WireEmpty()))
    }

    /// - Parameters:
    ///   - dispute: `hld_…`, `S-1042` where it has one disputed line, or `R-3`.
    ///   - line: of the session; 0 where it has one.
    package func decide(
        _ dispute: String, used: TypedQuantity, line: UInt32, reason: String
    ) async throws -> DisputeOutput {
        let all = try await call(.disputeList, WireEmpty()).disputes
        let found = all.first { $0.hold == dispute || $0.number == dispute }
        let thousandths = try used.thousandths(ofUnit: found?.unit ?? "", option: "--used")
        return DisputeOutput(
            try await call(
                .disputeDecide,
                WireDisputeDecideCall.with {
                    $0.dispute = dispute
                    $0.used = thousandths
                    $0.reason = reason
                    $0.line = line
                }))
    }

    /// Proposes to change what a quota has, or gives back what was used. Another admin's `confirm` applies it.
    ///
    /// - Parameters:
    ///   - type: `adjust`, `refund`.
    ///   - line: id or product; nil where there is one.
    ///   - isLess: an adjustment that takes away.
    package func correct(
        _ type: String, contract: String, line: String?, quota: String, amount: TypedQuantity, isLess: Bool = false,
        reason: String, key: String
    ) async throws -> CorrectionOutput {
        let view = try await call(.contractShow, WireContractCall.with { $0.contract = contract })
        let balances = view.balances.filter { $0.bucket == quota }
        let unit = balances.first?.unit ?? ""
        // The one product that has such a quota is meant.
        let products = Set(balances.map(\.product))
        let line = line ?? (products.count == 1 ? products.first : nil)
        let thousandths = try amount.thousandths(ofUnit: unit, option: "--amount")
        return CorrectionOutput(
            try await call(
                .correctionPropose,
                WireCorrectionCall.with {
                    $0.key = key
                    $0.type = type
                    $0.contract = contract
                    $0.line = line ?? ""
                    $0.quota = quota
                    $0.amount = isLess ? -thousandths : thousandths
                    $0.reason = reason
                }))
    }

    /// Proposes to reverse one entry of a contract's ledger.
    package func reverse(contract: String, _ entry: String, reason: String, key: String) async throws -> CorrectionOutput {
        CorrectionOutput(
            try await call(
                .correctionPropose,
                WireCorrectionCall.with {
                    $0.key = key
                    $0.type = "reverse"
                    $0.contract = contract
                    $0.entry = entry
                    $0.reason = reason
                }))
    }

    package func corrections() async throws -> CorrectionsOutput {
        CorrectionsOutput(try await call(.correctionList, WireEmpty()))
    }

    /// The second person's word: never the one who asked.
    ///
    /// - Parameter subject: `R-3`, `Q-12`, `S-1042`, `K-3`.
    package func confirm(_ subject: String, reject: Bool) async throws -> ConfirmOutput {
        ConfirmOutput(
            try await call(
                .confirm,
                WireConfirmCall.with {
                    $0.subject = subject
                    $0.reject = reject
                }))
    }

    /// Whose support code this is. The answer carries `code.no-match` where it is nobody's.
    ///
    /// - Parameter contract: number or id that it must be of; nil: any.
    package func check(code: String, contract: String?) async throws -> Answer {
        let reply = try await call(
            .codeCheck,
            WireCodeCheckCall.with {
                $0.code = TextFolding.digits(code)
                $0.contract = contract ?? ""
            })
        return Answer(
            CodeCheckOutput(reply), failure: reply.known ? nil : Failure(.codeNoMatch, contract.map { ["contract": $0] } ?? [:]))
    }
}
