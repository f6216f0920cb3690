import AuditLog
import Entitlement
import Messages
import Plans
import Primitives
import RelayStorage
import Storage
import Transport

/// Purchases: a new contract, one more product on a contract, or a higher model in another one's place (requirements A1, A16).
struct Purchases: Sendable {
    let context: RelayContext

    func register(in router: inout CallRouter<Caller>) {
        router.answer(.contractAdd, to: Caller.isAdmin) { try await add($0.technician, $1) }
    }

    private func add(_ technician: Caller.Technician, _ call: WireContractAddCall) async throws -> WireContract {
        for (text, field) in [
            (call.product, "product"), (call.version, "version"), (call.platform, "platform"), (call.serial, "serial"),
        ] {
            try FieldChecks.name(text, field)
        }
        let plan = try PlanSnapshot.parse(call.planYaml, name: call.planName)
        let purchased = try CivilDate(parsing: call.purchased)
        let overrides = try Self.terms(call).overrides()
        return try await context.change(
            .contractAdd, call, key: .optional(call.key), by: DeskChange.Author(technician)
        ) { change in
            let serial = call.serial.isEmpty ? nil : call.serial
            let standing: LineStanding
            if call.contract.isEmpty {
                try FieldChecks.require(call.replaces.isEmpty && call.quote.isEmpty, "replaces")
                let customer = try change.lookup.customer(call.customer)
                standing = try change.transaction.contracts.add(
                    NewContract(
                        customer: customer.id, plan: plan, product: call.product, version: call.version,
                        platform: call.platform, serial: serial, purchased: purchased, overrides: overrides),
                    actor: change.author.id, at: change.now)
            } else {
                let contract = try change.lookup.contract(call.contract)
                var line = NewLine(
                    plan: plan, product: call.product, version: call.version, platform: call.platform, serial: serial,
                    purchased: purchased, overrides: overrides)
                line.replaces = try replacement(call, contract, change)
                standing = try change.transaction.contracts.addLine(
                    line, to: contract.id, actor: change.author.id, at: change.now)
            }
            if !call.replaces.isEmpty { try perform(call.quote, change) }
            try change.log(
                .contractAdded,
                ["contract": standing.contract.id.description, "line": standing.line.id.description])
            return try view(standing, change.transaction)
        }
    }

    /// Quotas by whole units, as old programs say them, and by thousandths.
    private static func terms(_ call: WireContractAddCall) throws -> TermTerms {
        let units = try call.quotas.mapValues { try Quantity(units: Int64($0)).thousandths }
        try FieldChecks.require(Set(units.keys).isDisjoint(with: call.amounts.keys), "amounts")
        return TermTerms(
            months: call.months, amounts: units.merging(call.amounts) { first, _ in first }, without: call.without,
            steps: call.steps, overdraw: call.overdraw)
    }

    /// A higher model takes a line's place by a quote that the customer has accepted.
    private func replacement(
        _ call: WireContractAddCall, _ contract: Contract, _ change: DeskChange
    ) throws -> NewLine.Replacement? {
        guard !call.replaces.isEmpty else {
            try FieldChecks.require(call.quote.isEmpty, "quote")
            return nil
        }
        let line = try change.lookup.line(call.replaces, of: contract)
        try FieldChecks.require(!call.quote.isEmpty, "quote")
        let quote = try change.lookup.quote(call.quote)
        guard quote.customer == contract.customer else {
            throw Failure(.findNothing, ["text": String(call.quote.prefix(DeskLimits.wordCharacters))])
        }
        return NewLine.Replacement(line.id, quote: try quote.price(at: change.now))
    }

    /// What the quote was for is done: nothing else comes of it.
    private func perform(_ text: String, _ change: DeskChange) throws {
        let quote = try change.transaction.quotes.mark(
            change.lookup.quote(text).id, .performed, by: change.technician(), in: change.setting(), at: change.now)
        try change.log(.quoteMarked, ["quote": quote.id.description, "state": quote.storedState.rawValue], content: quote.digest)
    }

    private func view(_ standing: LineStanding, _ transaction: Transaction) throws -> WireContract {
        var view = WireContract()
        view.id = standing.contract.id.description
        view.number = "C-\(standing.contract.number)"
        view.customer = try transaction.customers.require(standing.contract.customer).name
        view.line = standing.line.id.description
        view.product = standing.line.product
        if let term = standing.terms.first {
            view.from = term.interval.start.gregorianText
            view.until = term.interval.end.gregorianText
        }
        let buckets = Set(standing.buckets.map(\.bucket.id))
        view.balances = try transaction.ledger.report(of: standing.contract.id)
            .filter { buckets.contains($0.standing.bucket.id) }.map { WireLedgerBalance($0) }
        return view
    }
}
