import Testing

extension IntegrationTests {
    /// The specification's own client (Protocol/reference), written from the pages of Protocol/ alone.
    @Suite struct ReferenceClientTests {
        @Test func `a stranger's client enrols, authenticates, pings and calls`() async throws {
            let bed = try TestBed("reference")
            try await bed.initialise()
            try await bed.startRelay()
            let code = try await bed.relay("technician", "invite", "Ali", "--json").json["code"].string
            let state = bed.place("reference")
            let enrol = [
                ProgramPaths.referenceClient, "enrol", bed.relayAddress, "--state", state, "--code", code, "--role", "technician",
                "--name", "Ali",
            ]

            let pending = try await bed.run(ProgramPaths.python, enrol, expecting: 89).json
            #expect(pending["pending"].bool == true)
            #expect(pending["check_words_agree"].bool == true)
            try await bed.relay("technician", "approve", pending["id"].string, "--authority", bed.authority)
            let enrolled = try await bed.run(ProgramPaths.python, enrol).json
            #expect(enrolled["pending"].bool == false)

            let ping = try await bed.run(
                ProgramPaths.python, [ProgramPaths.referenceClient, "ping", bed.relayAddress, "--state", state, "--count", "3"]
            ).json
            #expect(ping["milliseconds"].array.count == 3)
            #expect(ping["name"].string == "hamyar://padra/technician/\(pending["id"].string)")

            let call = [ProgramPaths.referenceClient, "call", bed.relayAddress, "--state", state]
            let technicians = try await bed.run(ProgramPaths.python, call + ["technician.list"]).json
            #expect(technicians["technicians"][0]["name"].string == "Ali")
            #expect(technicians["technicians"][0]["state"].string == "active")
            let forbidden = try await bed.run(
                ProgramPaths.python, call + ["audit.list"], expecting: 1
            ).json
            #expect(forbidden["error"].string == "call.forbidden")
        }

        @Test func `a code is good once and for its role`() async throws {
            let bed = try TestBed("reference-codes")
            try await bed.initialise()
            try await bed.startRelay()
            let code = try await bed.relay("technician", "invite", "Ali", "--json").json["code"].string
            func enrol(_ state: String, _ role: String, _ code: String) async throws -> JSON {
                let words = ["enrol", bed.relayAddress, "--state", bed.place(state), "--code", code, "--role", role]
                return try await bed.run(ProgramPaths.python, [ProgramPaths.referenceClient] + words, expecting: nil).json
            }
            #expect(try await enrol("wrong-role", "machine", code)["error"].string == "enrolment.unknown")
            #expect(try await enrol("first", "technician", code)["pending"].bool == true)
            #expect(try await enrol("first", "technician", code)["pending"].bool == true)
            #expect(try await enrol("second", "technician", code)["error"].string == "enrolment.used")
        }
    }
}
