import AuditStorage
package import Cryptography
import Entitlement
package import Primitives
package import Storage

/// The support codes of contracts: sealed for the customer's admin, found by a keyed hash, never shown to a technician
/// (requirements B1, B2). A code identifies; it authorises nothing.
///
/// A code is right until it is to be replaced and a day longer; where it was replaced before its time, a day from then.
package struct SupportCodes {
    let transaction: Transaction
    let key: SealingKey

    /// The contract's code; a new one where there is none or its time is over.
    ///
    /// Throws `storage.no-such-row`, `contract.state` for a contract that is over, `seal.broken`.
    package func show(_ contract: ContractID, at time: Timestamp) throws -> SupportCode {
        try transaction.contracts.requireOpen(contract)
        guard let current = try current(contract), time < current.made + SupportCodeLimits.life else {
            return try rotate(contract, at: time)
        }
        let opened = try key.open(current.sealed, associated: Self.associated(contract))
        return try code(String(decoding: opened, as: UTF8.self), of: contract, made: current.made, at: time)
    }

    /// A new code at once; the old one is right for a day more. Throws as `show` does.
    package func rotate(_ contract: ContractID, at time: Timestamp) throws -> SupportCode {
        try transaction.contracts.requireOpen(contract)
        if let current = try current(contract) { try retire(current, of: contract, at: time) }
        let (digits, hash) = try unused()
        let sealed = try key.seal(Array(digits.utf8), associated: Self.associated(contract))
        try transaction.execute(
            "UPDATE contracts SET support_code = ?, support_code_hash = ?, support_code_made = ? WHERE id = ?",
            [sealed, hash, time, contract])
        return try code(digits, of: contract, made: time, at: time)
    }

    /// The contract whose code this is, at that time; nil where it is nobody's.
    func contract(of digits: String, at time: Timestamp) throws -> ContractID? {
        let hash = hash(digits)
        let current: ContractID? = try transaction.value(
            "SELECT id FROM contracts WHERE support_code_hash = ? AND support_code_made > ?",
            [hash, time - SupportCodeLimits.life - SupportCodeLimits.grace])
        let found: ContractID? =
            try current
            ?? transaction.value(
                "SELECT contract FROM retired_support_codes WHERE hash = ? AND ends > ?", [hash, time])
        guard let found, try !transaction.contracts.require(found).state.isFinal else { return nil }
        return found
    }

    private struct Current {
        let sealed: [UInt8]
        let hash: Digest
        let made: Timestamp
    }

    private func current(_ contract: ContractID) throws -> Current? {
        try transaction.first(
            """
            SELECT support_code, support_code_hash, support_code_made FROM contracts
            WHERE id = ? AND support_code_made IS NOT NULL
            """, [contract]
        ).map {
            Current(
                sealed: try $0.value("support_code"), hash: try $0.value("support_code_hash"),
                made: try $0.value("support_code_made"))
        }
    }

    private func retire(_ current: Current, of contract: ContractID, at time: Timestamp) throws {
        let ends = min(
            time + SupportCodeLimits.grace, current.made + SupportCodeLimits.life + SupportCodeLimits.grace)
        try transaction.execute(
            "INSERT INTO retired_support_codes (hash, contract, ends) VALUES (?, ?, ?)", [current.hash, contract, ends])
        try transaction.execute(
            """
            DELETE FROM retired_support_codes WHERE contract = ?1 AND hash NOT IN
                (SELECT hash FROM retired_support_codes WHERE contract = ?1 ORDER BY ends DESC LIMIT ?2)
            """, [contract, SupportCodeLimits.retired])
    }

    /// Digits that no contract has or had lately.
    private func unused() throws -> (digits: String, hash: Digest) {
        while true {
            let digits = SupportCodeText.random()
            let hash = hash(digits)
            let taken: Int? = try transaction.value(
                """
                SELECT 1 FROM contracts WHERE support_code_hash = ?1
                UNION ALL SELECT 1 FROM retired_support_codes WHERE hash = ?1
                """, [hash])
            if taken == nil { return (digits, hash) }
        }
    }

    private func code(_ digits: String, of contract: ContractID, made: Timestamp, at time: Timestamp) throws -> SupportCode {
        let old: Timestamp? =
            try transaction.value(
                "SELECT max(ends) FROM retired_support_codes WHERE contract = ? AND ends > ?", [contract, time],
                as: Timestamp?.self) ?? nil
        return SupportCode(
            text: SupportCodeText.grouped(digits), validUntil: made + SupportCodeLimits.life, oldValidUntil: old)
    }

    private func hash(_ digits: String) -> Digest {
        KeyedHash.hmacSHA256(key: key.derived("support code"), Array(digits.utf8))
    }

    private static func associated(_ contract: ContractID) -> [UInt8] { Array(contract.description.utf8) }
}

extension Transaction {
    /// Sealed and found with the relay's sealing key.
    package func supportCodes(_ key: SealingKey) -> SupportCodes { SupportCodes(transaction: self, key: key) }
}
