import Documents
import Foundation
import Messages
import Primitives
import Sentences
import SwiftProtobuf
import Testing

@testable import Agent

/// What customers read of their contracts and questions: facts, words and columns.
@Suite struct CustomerTextTests {
    private func fits(_ text: String) -> Bool {
        text.split(separator: "\n").allSatisfy { DisplayWidth.of(String($0)) <= 80 }
    }

    @Test(arguments: [Language.english, .persian])
    func `a contract's page has what is left, until when, what it costs beyond, and open quotes`(language: Language) {
        let text = EntitlementText(PlayedEntitlement.views, in: language).text
        #expect(fits(text))
        let facts =
            language == .english
            ? [
                "C-1001", "active", "120", "ledger 2.0", "padra 1404-1", "2026-09-22 (1405-06-31)", "306 days left", "0.5",
                "6,500,000 rials", "(minutes)", "Error fixing ×3", "Visit 1,250,000 rials", "Q-12",
                "not signed by the customer", "13,750,000 rials",
            ]
            : [
                "C-1001", "برقرار", "۱۲۰", "۱۴۰۵-۰۶-۳۱ (۲۰۲۶-۰۹-۲۲)", "۳۰۶ روز مانده", "۰٫۵", "۶٬۵۰۰٬۰۰۰ ریال", "رفع اشکال",
                "مشتری امضا نکرده است",
            ]
        let plain = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        for fact in facts { #expect(plain.contains(fact), "\(fact)") }
    }

    @Test func `a line that is over says so, and prices what is outside`() {
        var views = PlayedEntitlement.views
        views.contracts[0].lines[0].inside = false
        views.contracts[0].lines[0].daysLeft = 0
        let text = EntitlementText(views, in: .english).text
        #expect(text.contains("support ended on 2026-09-22 (1405-06-31)"))
        #expect(text.contains("By a quote: Error fixing ×3"))
        #expect(EntitlementText(WireEntitlementViews(), in: .english).text == "There is no contract for this machine's customer.")
    }

    @Test(arguments: [Language.english, .persian])
    func `H39 nothing that the relay says steers a screen or breaks a page`(language: Language) {
        let evil = "\u{1b}[2J\u{202e}" + String(repeating: "wide ", count: 60) + "\n\r\u{9b}31m"
        var views = PlayedEntitlement.views
        views.contracts[0].contract = evil
        views.contracts[0].customer = evil
        views.contracts[0].state = evil
        views.contracts[0].lines[0].product = evil
        views.contracts[0].lines[0].plan = evil
        views.contracts[0].lines[0].until = evil
        views.contracts[0].lines[0].quotas[0].english = evil
        views.contracts[0].lines[0].quotas[0].unit = evil
        views.contracts[0].lines[0].quotas[0].beyondPrice = .max
        views.contracts[0].lines[0].kinds[0].english = evil
        views.contracts[0].lines[0].quotes[0].number = evil
        views.contracts[0].lines[0].quotes[0].state = evil
        var view = WireHelpView()
        for path in [\WireHelpView.number, \.state, \.text, \.product, \.takenBy, \.waitsFor, \.answer] {
            view[keyPath: path] = evil
        }
        view.attachments = [.with { $0.name = evil }]
        let code = WireCodeView.with { $0.codes = [.with { $0.code = evil }] }
        for text in [
            EntitlementText(views, in: language).text, HelpText(in: language).list([view]), CodeText.make(code, in: language),
        ] {
            #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || $0.properties.generalCategory != .control })
            #expect(!text.unicodeScalars.contains("\u{202e}"))
            #expect(fits(text))
        }
    }

    @Test(arguments: [Language.english, .persian])
    func `questions are listed with what the vendor waits for and what they answered`(language: Language) {
        let waiting = WireHelpView.with {
            $0.number = "H-12"
            $0.state = "waiting"
            $0.text = "The totals are wrong.\nSince yesterday, " + String(repeating: "and again ", count: 20)
            $0.waitsFor = "a backup"
            $0.due = 1_793_491_200_000
            $0.overdue = true
            $0.asked = 1_793_391_200_000
        }
        let closed = WireHelpView.with {
            $0.number = "H-3"
            $0.state = "closed"
            $0.text = "Help"
            $0.answer = "Press F5"
            $0.due = 1
        }
        let refused = WireHelpView.with {
            $0.state = "refused"
            $0.text = "Help"
            $0.answer = "help.too-many"
            $0.events = [
                .with {
                    $0.actor = "limit"
                    $0.text = "50"
                }
            ]
        }
        let text = HelpText(in: language).list([waiting, closed, refused])
        #expect(fits(text))
        for fact in ["H-12", "a backup", "hamyar-agent ready H-12", "Press F5", language.word(.overdue), language.number(50)] {
            #expect(text.contains(fact), "\(fact)")
        }
        #expect(HelpText(in: language).list([]) == language.word(.noQuestions))
    }

    @Test(arguments: [Language.english, .persian])
    func `B2 the code, when the next one comes, and how long the old one is right`(language: Language) {
        let view = WireCodeView.with {
            $0.codes = [
                .with {
                    $0.contract = "C-1001"
                    $0.code = "1234-567-890"
                    $0.validUntil = 1_793_491_200_000
                    $0.oldValidUntil = 1_793_391_200_000
                }
            ]
        }
        let text = CodeText.make(view, in: language)
        #expect(fits(text))
        for fact in [
            "C-1001", "1234-567-890", language == .english ? "2026-11-01 (1405-08-10) 03:30" : "۱۴۰۵-۰۸-۱۰ (۲۰۲۶-۱۱-۰۱)",
        ] {
            #expect(text.contains(fact), "\(fact)")
        }
        #expect(text.contains(language == .english ? "24 hours" : "۲۴ ساعت"))
    }

    @Test func `customers never read hold, settle or close, and each word is in both languages`() {
        let texts =
            AgentWord.allCases.map { ($0.texts.english, $0.texts.persian) }
            + AgentState.words.values.map { ($0.english, $0.persian) }
        for (english, persian) in texts {
            let words = english.lowercased().split { !$0.isLetter }
            #expect(
                !words.contains { ["hold", "held", "settle", "settled", "close", "closed", "credit"].contains($0) }, "\(english)")
            #expect(!persian.isEmpty && persian.unicodeScalars.contains { (0x600...0x6ff).contains($0.value) }, "\(english)")
        }
    }

    @Test func `the documents, key by key`() throws {
        func keys(_ value: some Encodable) throws -> Set<String> {
            let data = Data(try OutputDocument.text(value).utf8)
            return Set(try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any]).keys)
        }
        let output = EntitlementOutput(PlayedEntitlement.views)
        #expect(try keys(output) == ["customer", "contracts", "cut"])
        #expect(try keys(output.contracts[0]) == ["contract", "customer", "state", "points", "lines"])
        #expect(
            try keys(output.contracts[0].lines[0]) == [
                "line", "product", "version", "plan", "from", "until", "guarantee_until", "inside", "days_left", "quotas",
                "kinds",
                "quotes",
            ])
        let help = HelpOutput([WireHelpView.with { $0.state = "unsent" }], isComplete: false)
        #expect(try keys(help) == ["requests", "complete"])
        #expect(
            try keys(help.requests[0]) == ["state", "text", "product", "person", "overdue", "files", "events"])
        #expect(try keys(CodeOutput(WireCodeView())) == ["codes"])
        #expect(try keys(SubjectOutput(WireReadyReply())) == ["subject", "state"])
    }
}
