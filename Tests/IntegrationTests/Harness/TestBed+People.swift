/// Who is enrolled: technicians, customers, machines.
extension TestBed {
    /// Relay, admin technician, customer with a padra contract, machine, running agent.
    ///
    /// - Parameters:
    ///   - extra: products of further contracts, any of which could pay.
    ///   - bought: what the first contract's customer bought, by which plan, how many days ago.
    ///   - relayOptions: words for `hamyar-relay serve`.
    ///   - prepare: what is done before there is anything but empty directories.
    static func ready(
        _ name: String = "bed", extra: [String] = [], bought: Purchase = Purchase(), relayOptions: [String] = [],
        prepare: (TestBed) throws -> Void = { _ in }
    ) async throws -> TestBed {
        let bed = try TestBed(name, relayOptions: relayOptions)
        try prepare(bed)
        try await bed.initialise()
        try await bed.startRelay()
        try await bed.enrolAdmin()
        try await bed.addCustomer(bought)
        for product in extra { try await bed.addContract(product: product) }
        try await bed.enrolMachine(contract: extra.isEmpty ? bed.contract : nil)
        try await bed.startAgent()
        try await bed.untilOnline()
        return bed
    }

    static let customer = "Karoon Trading"

    struct Purchase: Sendable {
        var plan = ProgramPaths.padra
        var version = "2.0"
        var daysAgo = 60
        /// That the plan names, where the relay does not know it by itself.
        var calendar: String?
    }

    /// The first admin: invited and approved at the relay's own console.
    func enrolAdmin() async throws {
        let code = try await relay("technician", "invite", "Sara", "--admin", "--json").json["code"].string
        let asked = try await hamyar("enrol", relayAddress, "--code", code, "--name", "Sara", "--json").json
        try await relay("technician", "approve", asked["technician"].string, "--authority", authority)
        try await hamyar("enrol", relayAddress, "--code", code, "--name", "Sara")
    }

    /// - Returns: the contract's number.
    @discardableResult
    func addContract(product: String = "ledger", plan: String = ProgramPaths.padra) async throws -> String {
        try await addContract(product, Purchase(plan: plan))
    }

    @discardableResult
    private func addContract(_ product: String, _ bought: Purchase) async throws -> String {
        try await hamyar(
            "contract", "add", Self.customer, "--plan", bought.plan, "--product", product, "--version", bought.version,
            "--platform", "linux", "--purchased", CivilDays.ago(bought.daysAgo), "--json"
        ).json["number"].string
    }

    func addCustomer(_ bought: Purchase = Purchase()) async throws {
        if let calendar = bought.calendar { try await hamyar("calendar", "import", calendar) }
        try await hamyar("customer", "add", Self.customer)
        try await addContract("ledger", bought)
    }

    /// - Parameter contract: nil: all of the customer's could pay.
    func enrolMachine(contract: String?) async throws {
        let words = ["machine", "invite", Self.customer] + (contract.map { ["--contract", $0] } ?? []) + ["--json"]
        let code = try await run(ProgramPaths.console, words).json["code"].string
        try await agent("enrol", relayAddress, "--code", code, "--name", "till-1")
    }

    func untilOnline() async throws {
        try await Deadlines.wait("the machine online") { try await machineIsOnline() }
    }

    func machineIsOnline() async throws -> Bool {
        try await hamyar("machine", "list", "--json").json["machines"][0]["online"].bool == true
    }

    /// Numbers are given from the first one on.
    var machine: String { "M-1" }
    var contract: String { "C-1001" }
}
