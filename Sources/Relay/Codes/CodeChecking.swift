import AuditLog
import AuditStorage
import Entitlement
import Primitives
import RelayStorage
import Storage

/// Whether what somebody says on the phone is a contract's support code (requirements B1, B2).
///
/// Each check is in the log, right or wrong, and never the code itself: neither in the clear nor as a digest, which ten digits
/// would not hide.
struct CodeChecking: Sendable {
    let context: RelayContext
    let technician: Caller.Technician

    /// - Parameter contract: number or id; empty: any.
    ///
    /// Throws `find.nothing` for the contract, `code.cool-off`. A wrong code is an answer, not an error: its count is kept.
    func check(_ code: String, contract text: String) async throws -> SupportCodeCheck {
        let now = context.clock.now()
        try FieldChecks.word(code, "code")
        let found = try await context.database.write { transaction in
            let lookup = Lookup(transaction: transaction, scope: technician.scope)
            let named = try text.isEmpty ? nil : lookup.contract(text).id
            let found = try transaction.supportCodes(context.keys.sealing).check(
                code, by: technician.id, contract: named, scope: technician.scope, at: now)
            try log(found, named, transaction, now)
            return found
        }
        if case .coolOff(let until) = found {
            throw Failure(.codeCoolOff, ["until": String(until.milliseconds)])
        }
        return found
    }

    private func log(
        _ found: SupportCodeCheck, _ named: ContractID?, _ transaction: Transaction, _ now: Timestamp
    ) throws {
        var ids = ["technician": technician.id.description, "result": found.word]
        if let named { ids["contract"] = named.description }
        if case .contract(let contract, _) = found { ids["contract"] = contract.description }
        try transaction.audit.append(.codeChecked, ids: ids, payload: [], at: now)
        try transaction.seal(with: context, at: now)
    }
}

extension SupportCodeCheck {
    fileprivate var word: String {
        switch self {
        case .contract: "right"
        case .no: "wrong"
        case .coolOff: "cool-off"
        }
    }
}

extension AuditKind {
    static let codeChecked = AuditKind(rawValue: "code.checked")
    static let codeShown = AuditKind(rawValue: "code.shown")
    static let codeRotated = AuditKind(rawValue: "code.rotated")
}
