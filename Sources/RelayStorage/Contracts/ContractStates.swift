package import Entitlement
package import Primitives
import Storage

/// A state that a contract came to, and who brought it there.
package struct ContractStateChange: Hashable, Sendable {
    package let state: Contract.State
    package let actor: String
    package let reason: String
    package let time: Timestamp
}

extension Contract.State {
    /// Nothing comes after it.
    package var isFinal: Bool { self == .cancelled || self == .transferred }

    /// A contract is active and suspended as often as it takes, and ends once.
    package func mayBecome(_ next: Contract.State) -> Bool { !isFinal && next != self }
}

extension Contracts {
    /// Brings the contract to another state; the state that it has is no change.
    ///
    /// Throws `storage.no-such-row`, `contract.state` for one that is over, `contract.reason`.
    package func set(_ id: ContractID, state: Contract.State, actor: String, reason: String, at time: Timestamp) throws {
        let contract = try require(id)
        guard contract.state != state else { return }
        try StatedReason.check(reason)
        guard contract.state.mayBecome(state) else {
            throw Failure(.contractState, ["contract": String(contract.number), "state": contract.state.rawValue])
        }
        try transaction.execute("UPDATE contracts SET state = ? WHERE id = ?", [state.rawValue, id])
        try transaction.execute(
            "INSERT INTO contract_states (contract, state, actor, reason, time) VALUES (?, ?, ?, ?, ?)",
            [id, state.rawValue, actor, reason, time])
    }

    /// Oldest first; the state in which a contract begins, active, is not among them.
    package func states(of contract: ContractID) throws -> [ContractStateChange] {
        try transaction.query("SELECT * FROM contract_states WHERE contract = ? ORDER BY sequence", [contract]).map {
            ContractStateChange(
                state: try $0.word("state"), actor: try $0.value("actor"), reason: try $0.value("reason"),
                time: try $0.value("time"))
        }
    }
}
