package import Entitlement
package import Primitives
import Storage

extension SupportCodes {
    /// Whether a caller's code is a contract's; of the named one, where the technician has said which.
    ///
    /// A wrong code counts, for the technician and the named contract, also after a restart; what has not ten digits is
    /// only mistyped and does not. It throws nothing for a wrong code: the count must be kept.
    package func check(
        _ text: String, by technician: TechnicianID, contract named: ContractID? = nil, scope: OrganisationScope,
        at time: Timestamp
    ) throws -> SupportCodeCheck {
        if let until = try coolsUntil(technician: technician, contract: named, at: time) { return .coolOff(until: until) }
        guard let digits = SupportCodeText.parse(text) else { return .no }
        guard let found = try contract(of: digits, at: time), named == nil || named == found,
            try transaction.contracts.find(found, scope: scope) != nil
        else {
            try count(technician: technician, contract: named, at: time)
            return .no
        }
        // A contract that cools off does so for those too who did not name it.
        if let until = try coolsUntil(technician: technician, contract: found, at: time) { return .coolOff(until: until) }
        let ends = time + SupportCodeLimits.identity
        try transaction.execute(
            "INSERT INTO support_code_identities VALUES (?1, ?2, ?3) ON CONFLICT (technician, contract) DO UPDATE SET ends = ?3",
            [technician, found, ends])
        return .contract(found, identifiedUntil: ends)
    }

    private func coolsUntil(technician: TechnicianID, contract: ContractID?, at time: Timestamp) throws -> Timestamp? {
        let ends: [Timestamp?] = [
            try transaction.value(
                "SELECT max(technician_cools_until) FROM support_code_attempts WHERE technician = ?", [technician],
                as: Timestamp?.self) ?? nil,
            try transaction.value(
                "SELECT max(contract_cools_until) FROM support_code_attempts WHERE contract = ?", [contract],
                as: Timestamp?.self) ?? nil,
        ]
        return ends.compactMap { $0 }.filter { $0 > time }.max()
    }

    /// Counts a wrong code; the one that reaches a limit begins a cool-off.
    private func count(technician: TechnicianID, contract: ContractID?, at time: Timestamp) throws {
        func before(_ column: String, _ value: some Storable) throws -> Int {
            try transaction.value(
                "SELECT count(*) FROM support_code_attempts WHERE \(column) = ? AND time > ?",
                [value, time - SupportCodeLimits.window]) ?? 0
        }
        let ends = time + SupportCodeLimits.coolOff
        let technicianCools = try before("technician", technician) + 1 >= SupportCodeLimits.technicianAttempts
        let contractCools = try contract.map { try before("contract", $0) + 1 >= SupportCodeLimits.contractAttempts } ?? false
        try transaction.execute(
            """
            INSERT INTO support_code_attempts (technician, contract, time, technician_cools_until, contract_cools_until)
            VALUES (?, ?, ?, ?, ?)
            """,
            [technician, contract, time, technicianCools ? ends : nil, contractCools ? ends : nil])
    }
}
