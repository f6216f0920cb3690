/// Sessions through the real command lines.
extension TestBed {
    /// Asks; returns the session's number.
    func request(
        _ service: String = "error-fixing", allow: String? = nil, more: [String] = []
    ) async throws -> String {
        let words = ["--service", service, "--allow", allow ?? "push:\(customerFiles)", "--reason", "The totals are wrong"]
        let arguments = ["session", "request", machine] + words + more + ["--json"]
        return try await run(ProgramPaths.console, arguments).json["number"].string
    }

    /// The customer says yes; returns when work may begin.
    func approve(_ session: String, _ more: String...) async throws {
        try await Deadlines.wait("\(session) at the agent") { try await waiting().contains(session) }
        try await run(ProgramPaths.agent, ["approve", session] + more)
        try await Deadlines.wait("\(session) active") { try await state(of: session) == "active" }
    }

    /// Asked and allowed.
    func activeSession(_ service: String = "error-fixing", allow: String? = nil) async throws -> String {
        let session = try await request(service, allow: allow)
        try await approve(session)
        return session
    }

    /// Numbers of sessions that the agent shows.
    func waiting() async throws -> [String] {
        try await agent("requests", "--json").json["sessions"].array.map(\.["number"].string)
    }

    /// At the relay.
    func session(_ number: String) async throws -> JSON {
        try await hamyar("session", "show", number, "--json").json
    }

    func state(of session: String) async throws -> String {
        try await self.session(session)["state"].string
    }

    /// Of its first line: held, consumed, returned, ….
    func settlement(of session: String) async throws -> String {
        try await self.session(session)["lines"][0]["settlement"].string
    }

    /// At the agent.
    func agentSession(_ number: String) async throws -> JSON {
        try await agent("show", number, "--json").json
    }

    @discardableResult
    func push(_ file: String, to path: String, session: String, expecting status: Int32? = 0) async throws -> CommandResult {
        try await run(
            ProgramPaths.console, pushing(file, to: path, session: session), expecting: status, within: .seconds(90))
    }

    func pushing(_ file: String, to path: String, session: String) -> [String] {
        ["push", file, "\(machine):\(path)", "--session", session, "--json"]
    }

    func end(_ session: String, _ outcome: String = "done") async throws {
        try await hamyar("session", "end", session, "--outcome", outcome)
    }

    /// One quota of the contract's ledger.
    func balance(_ bucket: String, of contract: String? = nil) async throws -> JSON {
        let balances = try await hamyar("ledger", contract ?? self.contract, "--json").json["balances"].array
        return balances.first { $0["bucket"].string == bucket } ?? .null
    }

    /// Entries of the ledger that a session made, by type.
    func ledgerEntries(of session: String) async throws -> [String] {
        try await hamyar("ledger", contract, "--json").json["entries"].array.filter { $0["session"].string == session }
            .map(\.["type"].string)
    }

    /// Both logs, and the relay's at its own console.
    func verifyLogs() async throws {
        try await hamyar("audit", "verify")
        try await agent("audit", "verify")
        try await relay("audit", "verify")
    }
}
