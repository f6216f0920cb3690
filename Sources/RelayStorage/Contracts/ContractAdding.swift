package import Entitlement
package import Primitives
import Storage

extension Contracts {
    /// Puts one more product on a contract, with its own purchase day, term, buckets and grants.
    ///
    /// Where it replaces another line, that one pays for nothing new, and its installations are the new line's too.
    /// Throws `storage.no-such-row`, `contract.state` where the contract is over, `contract.replaced`, `contract.quote`,
    /// and what `add` throws.
    package func addLine(_ new: NewLine, to contract: ContractID, actor: String, at time: Timestamp) throws -> LineStanding {
        try requireOpen(contract)
        if let replacement = new.replaces { try check(replacement, in: contract) }
        let plan = try new.plan.applying(new.overrides)
        try transaction.calendars.requireKnown(plan.calendar)
        let line = ContractLine(
            id: .random(), contract: contract, product: new.product, version: new.version, platform: new.platform,
            serial: new.serial, purchased: new.purchased, overrides: new.overrides)
        try insert(line, replaces: new.replaces, at: time)
        if let replaced = new.replaces?.line {
            try transaction.execute(
                "INSERT INTO installations (machine, line, since) SELECT machine, ?, ? FROM installations WHERE line = ?",
                [line.id, time, replaced])
        }
        try addTerm(
            Term(id: .random(), line: line.id, anchor: new.purchased, plan: plan), of: contract, actor: actor, at: time)
        return try transaction.standings.line(line.id)
    }

    /// The line that took this one's place; nil where it stands.
    package func replacement(of line: ContractLineID) throws -> ContractLineID? {
        try transaction.value("SELECT id FROM contract_lines WHERE replaces = ?", [line])
    }

    /// Throws `contract.state` for a contract that is over, `storage.no-such-row` for none.
    func requireOpen(_ id: ContractID) throws {
        let contract = try require(id)
        guard !contract.state.isFinal else {
            throw Failure(.contractState, ["contract": String(contract.number), "state": contract.state.rawValue])
        }
    }

    /// Throws `contract.replaced`.
    func requireInPlace(_ line: ContractLineID) throws {
        guard let by = try replacement(of: line) else { return }
        throw Failure(.contractReplaced, ["line": line.description, "by": by.description])
    }

    private func check(_ replacement: NewLine.Replacement, in contract: ContractID) throws {
        guard try lines(of: contract).contains(where: { $0.id == replacement.line }) else {
            throw Failure(.storageNoSuchRow, ["id": replacement.line.description])
        }
        try requireInPlace(replacement.line)
        let quote = replacement.quote
        guard quote.isAccepted, quote.line == nil || quote.line == replacement.line else {
            throw Failure(.contractQuote, ["line": replacement.line.description, "quote": String(quote.number)])
        }
    }

    private func insert(_ line: ContractLine, replaces: NewLine.Replacement?, at time: Timestamp) throws {
        let key = TextFolding.searchKey([line.product, line.serial ?? ""].joined(separator: " "))
        try transaction.execute(
            """
            INSERT INTO contract_lines
                (id, contract, product, version, platform, serial, search_key, purchased, overrides, created, replaces, quote)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                line.id, line.contract, line.product, line.version, line.platform, line.serial, key, line.purchased,
                try CanonicalJSON.encode(line.overrides), time, replaces?.line, replaces?.quote.id,
            ])
    }
}
