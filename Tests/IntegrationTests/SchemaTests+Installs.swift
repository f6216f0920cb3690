import Foundation

extension IntegrationTests.SchemaTests {
    /// What the vendor released is installed, patched, taken back. Comes after `releases`.
    func installs(_ bed: TestBed, _ documents: Documents) async throws {
        let root = bed.place("releases") + "/metadata/1.root.json"
        try await documents.hamyar("release trust", root)
        try await documents.agent("trust-releases", root)
        let machine = try await InstallerBed.start(bed, root: root) {
            try await documents.run(ProgramPaths.installer, "init", $0)
        }
        let session = try await bed.request("remote-install", allow: "update:ledger", more: ["--allow", "patch:ledger"])
        try await bed.approve(session)
        try await documents.hamyar("install", bed.machine, "ledger", "1.0", "--session", session)
        try await documents.hamyar("patch", bed.machine, "ledger/1.1/from-1.0", "--session", session)
        try await documents.agent("versions")
        try await documents.hamyar("patch undo", bed.machine, "ledger/1.1/from-1.0", "--session", session)
        try await documents.run(ProgramPaths.installer, "status", ["--socket", machine.socket])
        try await bed.run(ProgramPaths.installer, ["forget", "ledger", "1.1", "--socket", machine.socket])
        try await bed.hamyar("patch", bed.machine, "ledger/1.1/from-1.0", "--session", session)
        try await documents.agent("rollback", "ledger")
        try await documents.run(ProgramPaths.installer, "rollback", ["ledger", "--socket", machine.socket], failing: 66)
        try await documents.hamyar("install", bed.machine, "ledger", "1.0", "--session", session, failing: 88)
        try await documents.hamyar("session end", session, "--outcome", "done")
        await machine.end()
    }

    /// What the customer allows beforehand.
    func policies(_ bed: TestBed, _ documents: Documents) async throws {
        let added = try await documents.agent(
            "policy add", "--allow", "update:ledger", "--hours", "Thu 20:00-24:00", "--until", CivilDays.ago(-30))
        let policy = added["policy"]["policy"].string
        try await documents.agent("policy list")
        try await documents.agent("policy show", policy)
        try await Deadlines.wait("the policy at the relay") {
            try await bed.hamyar("policy", "list", TestBed.customer, "--json").json["policies"].array.count == 1
        }
        try await documents.hamyar("policy list", TestBed.customer)
        try await documents.agent("policy revoke", policy)
    }
}
