import Foundation
import Testing

extension IntegrationTests.SchemaTests {
    /// A technician asks, the customer looks, sends one and keeps another.
    func diagnoses(_ bed: TestBed, _ documents: Documents) async throws {
        let session = try await bed.activeSession(allow: "diagnose")
        let asking = ["diagnose", bed.machine, "--session", session, "--only", "host", "--json"]
        let file = bed.place("diagnosis.tar.gz")
        let first = try bed.start(ProgramPaths.console, asking + ["--output", file])
        try await untilWaiting(bed, session)
        try await documents.agent("preview")
        try await documents.agent("preview", session)
        try await documents.agent("watch")
        try await documents.agent("send", session)
        #expect(try await first.status() == 0, "\(first.errors)")
        documents.add(first.output, of: "hamyar-diagnose")
        try await documents.hamyar("diagnose", file, "--compare", file)
        let second = try bed.start(ProgramPaths.console, asking + ["--output", bed.place("another.tar.gz")])
        try await untilWaiting(bed, session)
        try await documents.agent("withhold", session, "--reason", "no")
        #expect(try await second.status() == 80, "\(second.errors)")
        try await documents.agent("send", session, failing: 88)
        try await documents.hamyar("session show", session)
        try await bed.end(session)
    }

    /// On a machine without a runner: nothing runs, and that is the outcome. Comes after `releases` and `installs`.
    func commands(_ bed: TestBed, _ documents: Documents) async throws {
        let session = try await bed.request(allow: "command:/bin/true", more: ["--allow", "script:clear-spool"])
        try await bed.approve(session)
        let place = [bed.machine, "--session", session, "--json"]
        let command = try await bed.run(ProgramPaths.console, ["run"] + place + ["--", "/bin/true"], expecting: 69)
        documents.add(command.output, of: "hamyar-run")
        let values = ["unit=ledger.service", "level=low", "dry=true", "log=/var/log/ledger.log"]
        let script = try await bed.run(
            ProgramPaths.console, ["script", bed.machine, "clear-spool"] + values + place.dropFirst(), expecting: 69)
        documents.add(script.output, of: "hamyar-script")
        try await bed.end(session)
    }

    private func untilWaiting(_ bed: TestBed, _ session: String) async throws {
        try await Deadlines.wait("a draft of \(session)") {
            try await bed.agent("preview", session, "--json", expecting: nil).json["state"].string == "waiting"
        }
    }
}
