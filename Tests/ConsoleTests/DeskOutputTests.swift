import Documents
import Foundation
import Messages
import Primitives
import Sentences
import Sessions
import SwiftProtobuf
import Testing

@testable import Console

/// Documents and pages of the technician's desk.
@Suite struct DeskOutputTests {
    private let time = SampleMessages.time

    @Test func `customers, branches and sites`() throws {
        let customer = WireCustomer.with {
            $0.id = CustomerID.random().description
            $0.name = "Karoon Trading"
            $0.organisation = "Padra"
        }
        try fits(CustomerOutput(customer), "customer-add", "customer-give")
        try fits(CustomersOutput([customer]), "customer-list")
        try fits(CustomersOutput([]), "customer-list")
        let branch = WireOrganisation.with {
            $0.id = OrganisationID.random().description
            $0.kind = "branch"
            $0.name = "Shiraz"
            $0.customers = 3
        }
        try fits(OrganisationOutput(branch), "branch-add")
        try fits(OrganisationsOutput(.with { $0.organisations = [branch] }), "branch-list")
        var site = WireSite.with {
            $0.id = SiteID.random().description
            $0.name = "Ahvaz"
            $0.metres = 39_900
            $0.source = "odometer"
        }
        try fits(SiteOutput(site), "site-add")
        #expect(page(SiteOutput(site)).contains("Distance: 39.9 km"))
        site.metres = 0
        try fits(SitesOutput(.with { $0.sites = [site] }), "site-list")
    }

    @Test func `A16 a contract shows its lines, extensions and what took whose place`() throws {
        let report = ContractViewOutput(SampleMessages.contract)
        try fits(report, "contract-show", "contract-renew", "contract-extend", "contract-state")
        let lines = page(report)
        #expect(lines.contains("Replaced by: payroll 2.0"))
        #expect(lines.contains("Term: 2026-08-23 (1405-06-01) – 2027-09-01 (1406-06-10)  padra 1404-1"))
        #expect(lines.contains { $0.hasPrefix("Extension: 2027-08-23 (1406-06-01)") })
    }

    @Test func `A21 what was not signed by the customer says so wherever it shows`() throws {
        let report = QuoteOutput(SampleMessages.quote)
        try fits(report, "quote-make", "quote-show", "quote-mark", "quote-record-acceptance")
        try fits(QuotesOutput([SampleMessages.quote]), "quote-list")
        try fits(QuotesOutput([]), "quote-list")
        let pages: [(Language, String)] = [(.english, "not signed by the customer"), (.persian, "مشتری امضا نکرده است")]
        for (language, sentence) in pages {
            #expect(page(report, language).contains(sentence))
            #expect(page(QuotesOutput([SampleMessages.quote]), language).contains { $0.contains(sentence) })
            let view = WireEntitlementView.with { $0.lines = [.with { $0.quotes = [SampleMessages.quote] }] }
            for showsKinds in [false, true] {
                let lines = page(EntitlementOutput(view, showsKinds: showsKinds), language)
                #expect(lines.contains { $0.contains(sentence) }, "\(lines)")
            }
        }
        var signed = SampleMessages.quote
        signed.signedByCustomer = true
        #expect(!page(QuoteOutput(signed)).contains("not signed by the customer"))
        #expect(page(report).contains("A second person must confirm: hamyar confirm Q-12"))
        #expect(page(report).contains("Value added tax: 10%  900,000 rials (90,000 toman)"))
    }

    @Test func `a verdict for the phone`() throws {
        let reply = WireQuestionReply.with {
            $0.lines = [
                .with {
                    $0.contract = "C-1001"
                    $0.product = "ledger"
                    $0.parts = [SampleMessages.part]
                },
                .with {
                    $0.contract = "C-1001"
                    $0.product = "payroll"
                    $0.parts = [SampleMessages.estimated]
                    $0.conditions = [.with { $0.code = "condition.second-person" }]
                },
            ]
            $0.due = [String(time)]
        }
        let report = VerdictOutput(reply)
        try fits(report, "verdict")
        let lines = page(report)
        #expect(lines.contains("Rule: A3"))
        #expect(lines.contains("Cost: quote, ≈ 1,250,000 rials (125,000 toman) before tax"))
        #expect(lines.filter { $0.hasPrefix("  Due by ") }.count == 1)
        try fits(VerdictOutput(WireQuestionReply()), "verdict")
    }

    @Test func `tariffs and calendars`() throws {
        let tariff = WireTariffView.with {
            $0.name = "ict-guild 1404-1"
            $0.source = "ict-guild"
            $0.year = 1404
            $0.edition = 1
            $0.from = "2025-03-21"
            $0.until = "2026-03-21"
            $0.lines = [
                .with {
                    $0.code = "visit"
                    $0.unit = "hour"
                    $0.rials = 6_000_000
                }
            ]
            $0.conditions = [.with { $0.name = "parking" }]
        }
        try fits(TariffOutput(tariff), "tariff-import")
        try fits(TariffsOutput([tariff]), "tariff-list")
        let calendar = WireCalendarView.with {
            $0.name = "office"
            $0.version = 2
            $0.imported = time
            $0.week = ["08:00-17:00", "", "", "", "", "09:00-12:00", ""]
            $0.specialDays = 25
        }
        try fits(CalendarOutput(calendar), "calendar-import")
        try fits(CalendarsOutput(.with { $0.calendars = [calendar] }), "calendar-list")
        #expect(page(CalendarOutput(calendar)).contains { $0.contains("Thursday") && $0.contains("09:00-12:00") })
    }

    @Test func `disputes, corrections, confirmations and codes`() throws {
        let dispute = WireDisputeView.with {
            $0.hold = HoldID.random().description
            $0.number = "S-1042"
            $0.reason = "silent"
            $0.held = 1000
            $0.since = time
        }
        try fits(DisputeOutput(dispute), "dispute-decide")
        try fits(DisputesOutput(.with { $0.disputes = [dispute] }), "dispute-list")
        let correction = WireCorrectionView.with {
            $0.number = "K-3"
            $0.state = "proposed"
            $0.type = "adjust"
            $0.quota = "remote-install"
            $0.amount = 1000
            $0.proposed = time
        }
        try fits(CorrectionOutput(correction), "correction-adjust", "correction-refund", "correction-reverse")
        try fits(CorrectionsOutput(.with { $0.corrections = [correction] }), "correction-list")
        #expect(page(CorrectionOutput(correction)).contains("A second person must confirm: hamyar confirm K-3"))
        try fits(
            ConfirmOutput(
                .with {
                    $0.subject = "R-3"
                    $0.state = "done"
                }), "confirm")
        let known = CodeCheckOutput(
            .with {
                $0.known = true
                $0.contract = "C-1001"
                $0.customer = "Karoon Trading"
                $0.identifiedUntil = time
            })
        try fits(known, "code-check")
        #expect(page(known).first == "C-1001  Karoon Trading")
        let unknown = CodeCheckOutput(.with { $0.contract = "C-1001" })
        try fits(unknown, "code-check")
        #expect(page(unknown) == ["no"])
        #expect(try !OutputDocument.text(unknown).contains("C-1001"))
    }

    @Test func `A4 a record says what it waits for, and nobody's text steers the terminal`() throws {
        let report = RecordOutput(SampleMessages.record)
        try fits(report, "record-make", "record-return", "record-show")
        try fits(RecordsOutput([SampleMessages.record]), "record-list")
        #expect(page(report).contains("It is here; when it goes back: hamyar record return R-3 --to WHO"))
        #expect(!page(report).joined().contains("\u{1b}"))
        let item = WireLibraryItem.with {
            $0.name = "year-end"
            $0.version = "3"
            $0.type = "video"
            $0.digest = SampleMessages.quote.proof
            $0.size = 5 << 20
        }
        try fits(LibraryItemOutput(item), "library-add")
        try fits(LibraryOutput(.with { $0.items = [item] }), "library-list")
    }

    @Test func `help requests and the day`() throws {
        let desk = try Desk()
        let help = SampleMessages.help
        try fits(HelpOutput(help), "ask-show", "ask-take", "ask-wait", "ask-close")
        try fits(HelpRequestsOutput([help]), "ask-list")
        #expect(page(HelpOutput(help)).contains { $0.contains("Karoon Trading  C-1001  C-1002  M-7") })
        // A relay of before names the one that is sure.
        #expect(HelpOutput(WireHelpView.with { $0.contract = "C-1" }).contracts == ["C-1"])
        let long = WireHelpView.with { $0.text = String(repeating: "x", count: HelpOutput.textLimit + 1) }
        #expect(HelpOutput(long).text.count == HelpOutput.textLimit)
        #expect(page(HelpOutput(help)).allSatisfy { DisplayWidth.of($0) <= 80 })
        let listed = WireHelpView.with { $0.text = "It stops.\n\n1. open\u{1b}[2J\r\n2. post" }
        #expect(HelpOutput(listed).text == "It stops.\n\n1. open[2J\n2. post")
        let shown = page(HelpOutput(listed))
        #expect(shown.contains("  │ 1. open[2J") && shown.contains("  │ 2. post"))
        #expect(page(HelpRequestsOutput([listed])).count == 2, "a row is one line")
        let day = WireDayReply.with {
            $0.confirmations = [
                .with {
                    $0.subject = "R-3"
                    $0.state = "pending"
                }
            ]
            $0.followUps = [
                .with {
                    $0.record = "R-2"
                    $0.date = "2026-12-01"
                    $0.overdue = true
                }
            ]
            $0.requests = [help]
            $0.items = [SampleMessages.record]
            $0.cut = true
        }
        try fits(DayOutput(day, sessions: [desk.facts()], waiting: [desk.facts(state: .seen)]), "day")
        let empty = DayOutput(WireDayReply(), sessions: [], waiting: [])
        try fits(empty, "day")
        #expect(page(empty) == ["Nothing is to be done."])
        let due = WireDueItem.with {
            $0.kind = "periodic-service"
            $0.english = "Periodic service"
            $0.date = "2026-12-01"
            $0.overdue = true
        }
        try fits(DueOutput([due]), "due")
        try fits(DueOutput([]), "due")
    }

    @Test(arguments: ["padra", "faragostar"]) func `A1 a plan that is checked shows what it says`(name: String) throws {
        let report = try PlanFileCheck.check(
            Examples.text("plans/\(name).yaml"), tariffs: [Examples.text("tariffs/ict-guild-1404.yaml")],
            calendars: [Examples.text("calendars/office.yaml")])
        try fits(report, "plan-check")
        #expect(page(report).contains { $0.contains("Plan: ") && $0.contains(" support (\(name) 1404-1)") })
    }

    @Test func `A1 a mistake in a plan is said with its file and line`() throws {
        let path = NSTemporaryDirectory() + "/hamyar-\(UUID().uuidString).yaml"
        defer { try? FileManager.default.removeItem(atPath: path) }
        try "plan: x\nedition: 1\nquotass: {}\n".write(toFile: path, atomically: true, encoding: .utf8)
        let failure = #expect(throws: Failure.self) {
            try PlanFileCheck.check(LocalText(path: path, option: "FILE"), tariffs: [], calendars: [])
        }
        #expect(failure?.parameters["line"] == "3" && path.hasSuffix(failure?.parameters["file"] ?? "?"))
    }
}

/// Files of Examples.
enum Examples {
    static func text(_ path: String) throws -> LocalText {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Examples").standardizedFileURL
        return try LocalText(path: root.appending(path: path).path, option: "FILE")
    }
}
