import Entitlement
import Messages
import Primitives
import RelayStorage
import Storage
import Transport

/// A question on the phone, in a call's words, as the evaluation takes it.
struct QuestionAsking {
    let call: WireQuestionCall
    let lookup: Lookup
    let technician: TechnicianID
    let now: Timestamp
    let zone: CivilZone

    /// Everything that could pay: the lines of the contract, or of the customer; the named one alone where one is named.
    func accounts() throws -> [EntitlementAccount] {
        if !call.line.isEmpty {
            return [try lookup.account(contract: call.contract, customer: call.customer, line: call.line)]
        }
        let standings = lookup.transaction.standings
        if !call.contract.isEmpty {
            let contract = try lookup.contract(call.contract)
            return try standings.accounts(machine: nil, customer: contract.customer, contract: contract.id)
        }
        try FieldChecks.require(!call.customer.isEmpty, "contract")
        return try standings.accounts(machine: nil, customer: lookup.customer(call.customer).id)
    }

    /// Throws `call.invalid`, `find.nothing`, `quote.state`, `quote.in-use`.
    func question(_ account: EntitlementAccount) throws -> ServiceQuestion {
        try FieldChecks.word(call.kind, "kind")
        for (text, field) in [(call.incident, "incident"), (call.platform, "platform"), (call.version, "version")] {
            try FieldChecks.word(text, field)
        }
        let asked = WorkAsked(lookup: lookup, account: account)
        let occurred = try FieldChecks.time(call.occurred, "occurred") ?? now
        let place = try ServicePlace(wire: call.place)
        var question = ServiceQuestion(
            kind: try asked.kind(call.kind, at: occurred, in: zone), place: place,
            quantity: try FieldChecks.quantity(call.quantity) ?? .one, occurredAt: occurred,
            initiator: call.vendorDefect ? .vendor : .technician, identity: try identity(account))
        question.unit = try FieldChecks.optionalWord(call.unit, "unit")
        question.recordedAt = call.occurred == 0 ? nil : now
        question.channel = try FieldChecks.optionalWord(call.channel, "channel")
        question.distance = try asked.distance(metres: call.metres, source: "", site: call.site, at: place)
        question.incident = call.incident.isEmpty ? nil : TextFolding.searchKey(call.incident)
        question.platform = call.platform.isEmpty ? nil : call.platform
        question.version = call.version.isEmpty ? nil : call.version
        if !call.quote.isEmpty {
            _ = try lookup.quote(call.quote)
            question.quote = try VerdictMaking(transaction: lookup.transaction, zone: zone)
                .price(call.quote, lookup.customer(of: account), at: now)
        }
        return question
    }

    /// As said; else as this technician has checked the caller's support code.
    private func identity(_ account: EntitlementAccount) throws -> IdentityLevel {
        if let said: IdentityLevel = try FieldChecks.optionalWord(call.identity, "identity") { return said }
        guard case .line(let line) = account else { return .none }
        let transaction = lookup.transaction
        let contract = try transaction.standings.line(line).contract.id
        return try transaction.supportCodeIdentities.identity(of: technician, contract: contract, at: now)
    }
}
