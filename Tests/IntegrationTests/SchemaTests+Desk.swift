import Foundation
import Testing

/// The commands of the technician's desk, each once with a document.
extension IntegrationTests.SchemaTests {
    func desk(_ bed: TestBed, _ documents: Documents) async throws {
        let second = try await secondAdmin(bed)
        try await prices(bed, documents)
        try await contracts(bed, documents)
        try await phone(bed, documents)
        try await quotes(bed, documents, second)
        try await records(bed, documents)
        try await corrections(bed, documents, second)
        try await help(bed, documents)
    }

    /// Another admin, who confirms; the state directory.
    private func secondAdmin(_ bed: TestBed) async throws -> String {
        let state = bed.place("reza")
        let code = try await bed.relay("technician", "invite", "Reza", "--admin", "--json").json["code"].string
        let enrol = ["enrol", bed.relayAddress, "--code", code, "--name", "Reza", "--state", state]
        let id = try await bed.run(ProgramPaths.console, enrol + ["--json"]).json["technician"].string
        try await bed.relay("technician", "approve", id, "--authority", bed.authority)
        try await bed.run(ProgramPaths.console, enrol)
        return state
    }

    private func prices(_ bed: TestBed, _ documents: Documents) async throws {
        let examples = ProgramPaths.padra.replacing("/plans/padra.yaml", with: "")
        for year in [1404, 1405] { try await documents.hamyar("tariff import", "\(examples)/tariffs/ict-guild-\(year).yaml") }
        try await documents.hamyar("tariff list")
        try await documents.hamyar(
            "calendar import", "\(examples)/calendars/office.yaml", "--holidays", "\(examples)/calendars/holidays-1404.tsv")
        try await documents.hamyar("calendar list")
        try await documents.hamyar(
            "plan check", ProgramPaths.padra, "--tariff", "\(examples)/tariffs/ict-guild-1404.yaml", "--calendar",
            "\(examples)/calendars/office.yaml")
    }

    private func contracts(_ bed: TestBed, _ documents: Documents) async throws {
        try await documents.hamyar("branch add", "Shiraz")
        try await documents.hamyar("branch list")
        try await documents.hamyar("customer add", "Dena Office", "--branch", "Shiraz")
        try await documents.hamyar("customer give", "Dena Office", "Padra")
        try await documents.hamyar("customer list")
        try await documents.hamyar(
            "site add", TestBed.customer, "Ahvaz", "--address", "Kianpars", "--distance", "۳۹٫۹km", "--source", "odometer")
        try await documents.hamyar("site list", TestBed.customer)
        try await documents.hamyar("contract show", bed.contract)
        try await documents.hamyar("contract state", bed.contract, "suspended", "--reason", "Unpaid")
        try await documents.hamyar("contract state", bed.contract, "active", "--reason", "Paid")
        try await documents.hamyar(
            "contract extend", bed.contract, "--until", CivilDays.ago(-400), "--reason", "Ten days without a relay")
        try await documents.hamyar("contract renew", bed.contract, "--quota", "remote-install=3")
        try await documents.hamyar("entitlement", bed.contract)
    }

    private func phone(_ bed: TestBed, _ documents: Documents) async throws {
        try await documents.hamyar(
            "verdict", bed.contract, "on-site-visit", "--place", "on-site", "--distance", "39.9km", "--channel", "phone")
        try await documents.hamyar("day")
        try await documents.hamyar("due", "--within", "366d")
        let codes = try await bed.agent("code", "--json").json["codes"].array
        let code = try #require(codes.first?["code"].string)
        try await documents.hamyar("code check", code, "--contract", bed.contract)
        try await documents.hamyar("code check", "1111-111-111", failing: 1)
    }

    private func quotes(_ bed: TestBed, _ documents: Documents, _ second: String) async throws {
        let quote = try await documents.hamyar(
            "quote make", bed.contract, "on-site-visit", "--place", "on-site", "--distance", "55km", "--discount", "10%")[
                "number"
            ]
            .string
        let proof = try SampleFile(bed.place("letter.pdf"), size: 120_000)
        try await documents.hamyar(
            "quote record-acceptance", quote, "--by", "Maryam Ahmadi", "--how", "letter", "--proof", proof.path)
        try await documents.hamyar("confirm", quote, failing: 77)
        try await documents.hamyar("confirm", quote, "--state", second)
        let shown = try await documents.hamyar("quote show", quote)
        #expect(shown["state"].string == "accepted" && shown["signed_by_customer"].bool == false)
        let other = try await documents.hamyar(
            "quote make", bed.contract, "customisation", "--item", "Report=45,000,000", "--valid", "14d")["number"].string
        try await documents.hamyar("quote mark", other, "withdrawn")
        try await documents.hamyar("quote list", bed.contract)
    }

    private func records(_ bed: TestBed, _ documents: Documents) async throws {
        let guide = try SampleFile(bed.place("guide.pdf"), size: 5000)
        try await documents.hamyar(
            "library add", "year-end", guide.path, "--type", "text", "--version", "3", "--product", "ledger")
        try await documents.hamyar("library list")
        try await documents.hamyar(
            "record make", "retraining", bed.contract, "--place", "phone", "--file", "year-end", "--follow-up",
            CivilDays.ago(-10))
        // The default subcommand, with a kind in its place.
        let item = try await bed.hamyar(
            "record", "brought-install", bed.contract, "--place", "company", "--item", "Till 3", "--from", "Ali Rezaei", "--json")
        let number = try item.json["number"].string
        try await documents.hamyar("record return", number, "--to", "Ali Rezaei")
        try await documents.hamyar("record show", number)
        try await documents.hamyar("record list", bed.contract)
    }

    private func corrections(_ bed: TestBed, _ documents: Documents, _ second: String) async throws {
        let quota = [bed.contract, "--quota", "remote-install", "--reason", "Promised", "--amount"]
        let adjusted = try await documents.run(ProgramPaths.console, "correction adjust", quota + ["-1"])["number"].string
        try await documents.hamyar("confirm", adjusted, "--reject", "--state", second)
        try await documents.run(
            ProgramPaths.console, "correction refund",
            [bed.contract, "--quota", "brought-install", "--reason", "It did not last", "--amount", "1"])
        let entries = try await bed.hamyar("ledger", bed.contract, "--json").json["entries"].array
        let entry = try #require(entries.last { $0["type"].string == "close" }?["id"].string)
        try await documents.hamyar("correction reverse", bed.contract, entry, "--reason", "Entered twice")
        try await documents.hamyar("correction list")
        // A session that failed after its file was there.
        let file = try SampleFile(bed.place("fix.bin"), size: 3000)
        let session = try await bed.activeSession("remote-install")
        try await bed.push(file.path, to: "\(bed.customerFiles)/g", session: session)
        try await bed.end(session, "failed")
        try await documents.hamyar("dispute list")
        try await documents.hamyar("dispute decide", session, "--used", "0", "--reason", "The disk failed")
    }

    private func help(_ bed: TestBed, _ documents: Documents) async throws {
        let file = try SampleFile(bed.place("screen.png"), size: 70_000)
        try await bed.agent("ask", "The totals are wrong", "--attach", file.path)
        try await documents.hamyar("ask list", "--open")
        try await documents.hamyar("ask take", "H-1")
        let saved = try await documents.hamyar("ask show", "H-1", "--save", bed.place("h-1"))
        let path = saved["attachments"][0]["saved"].string
        #expect(FileManager.default.contents(atPath: path) == FileManager.default.contents(atPath: file.path))
        try await documents.hamyar("ask wait", "H-1", "--for", "A fresh backup")
        try await documents.hamyar("ask close", "H-1", "--answer", "See S-1")
    }
}
