package import Entitlement
package import Primitives
package import Storage

/// Whom technicians have identified by a support code, and what is left of the guesses.
package struct SupportCodeIdentities {
    let transaction: Transaction

    /// `code` for half an hour after a right check by this technician, else `none`.
    package func identity(of technician: TechnicianID, contract: ContractID, at time: Timestamp) throws -> IdentityLevel {
        let ends: Timestamp? = try transaction.value(
            "SELECT ends FROM support_code_identities WHERE technician = ? AND contract = ?", [technician, contract])
        guard let ends, time < ends else { return .none }
        return .code
    }

    /// Removes guesses that count no more, and codes and identities whose time is over; returns how many.
    @discardableResult
    package func sweep(at time: Timestamp) throws -> Int {
        let longest = max(SupportCodeLimits.window, SupportCodeLimits.coolOff)
        return try transaction.execute("DELETE FROM support_code_attempts WHERE time <= ?", [time - longest])
            + transaction.execute("DELETE FROM retired_support_codes WHERE ends <= ?", [time])
            + transaction.execute("DELETE FROM support_code_identities WHERE ends <= ?", [time])
    }
}

extension Transaction {
    package var supportCodeIdentities: SupportCodeIdentities { SupportCodeIdentities(transaction: self) }
}
