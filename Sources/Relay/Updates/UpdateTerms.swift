import Entitlement
import Primitives
import RelayStorage
import Sessions
import Storage

/// What pays for an update of a product on a machine, and as which kind of service (requirements A15, B6, B7).
struct UpdateTerms {
    let transaction: Transaction
    let machine: MachineRecord
    let zone: CivilZone
    let now: Timestamp

    /// The rules by which plans sell newer releases, in the order in which they are looked for: A15 sells release and install as one,
    /// B6 gives the release and sells the install.
    static let releaseRules = ["A15", "B6-install", "B6"]
    /// The rules by which plans fix the version that is there.
    static let fixRules = ["B7"]

    /// The line of a request for it. Throws `update.no-line` where none or more than one could pay: the system does not guess which
    /// of a customer's lines it draws on; `update.no-rule` where its plan sells no updates.
    func line(of product: String, isFix: Bool) throws -> SessionLine {
        let key = TextFolding.searchKey(product)
        let lines = try transaction.standings.accounts(machine: machine.id, customer: machine.customer).compactMap { account in
            guard case .line(let id) = account else { return nil as ContractLineID? }
            return try TextFolding.searchKey(transaction.standings.line(id).line.product) == key ? id : nil
        }
        guard let paying = lines.first, lines.count == 1 else {
            throw Failure(.updateNoLine, ["product": product, "lines": String(lines.count)])
        }
        let kind = try kind(paying, isFix ? Self.fixRules : Self.releaseRules, product)
        return try SessionLine(
            number: 1, kind: kind.rawValue, place: .remote, quantity: Quantity.one.thousandths, contractLine: paying,
            quote: quote(for: paying, kind))
    }

    /// What a machine asks for must be paid as what the vendor signed it to be: the machine's word does not make a fix of a newer release,
    /// nor an older release of a new one, nor one of another platform. Of a version that is not published nothing can be fetched either; it counts as a release.
    ///
    /// Throws `session.mismatch`, and what the line of its kind throws.
    func check(_ line: SessionLine, of update: UpdateRequest) throws {
        func mismatch(_ field: String) -> Failure { Failure(.sessionMismatch, ["object": "request", "field": field]) }
        let facts = try UpdateFacts(update, in: transaction)
        let released = facts.ofPlatform
        guard facts.platform != nil, facts.published.isEmpty || !released.isEmpty else { throw mismatch("update.platform") }
        guard released.isEmpty || released.contains(where: facts.include) else { throw mismatch("update.released") }
        guard let paying = line.contractLine else { throw mismatch("line.contract_line") }
        let kinds = Set(released.map(\.kind))
        let isFix = kinds.contains(ReleasedTarget.Words.fix) && !kinds.contains(ReleasedTarget.Words.release)
        let kind = try kind(paying, isFix ? Self.fixRules : Self.releaseRules, update.product)
        guard line.kind == kind.rawValue else { throw mismatch("line.kind") }
    }

    /// By the plan in force, else by the latest one: what it is outside its term, the plan says too.
    private func kind(_ line: ContractLineID, _ rules: [String], _ product: String) throws -> ServiceKindName {
        let terms = try transaction.standings.line(line).terms
        for plan in terms.map(\.plan).reversed() {
            for rule in rules {
                if let kind = plan.kinds.first(where: { $0.rules.contains { $0.id == rule } }) { return kind.name }
            }
        }
        throw Failure(.updateNoRule, ["product": product])
    }

    /// An offer that the vendor made for just this: the customer is asked whether to pay it.
    private func quote(for line: ContractLineID, _ kind: ServiceKindName) throws -> String? {
        let quotes = try transaction.quotes.list(customer: machine.customer, openOnly: true, scope: .all, at: now)
            .filter { $0.line == line && $0.content.kind == kind }
        let free = try quotes.first { try transaction.charges.live(of: $0.id) == nil }
        return free.map { "Q-\($0.number)" }
    }
}
