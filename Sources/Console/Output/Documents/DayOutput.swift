import Documents
package import Messages
import Primitives
import Sentences
import Sessions

/// `day`: what a technician has to do today.
package struct DayOutput: Report {
    package struct FollowUp: Encodable, Sendable {
        let record: String
        let contract: String
        let customer: String
        let date: String
        let kind: String
        let note: String
        let overdue: Bool
    }

    /// Mine that are open, and mine that the customer has not answered.
    let sessions: [SessionOutput]
    let waiting: [SessionOutput]
    /// That I may give as the second person.
    let confirmations: [ConfirmOutput]
    let followUps: [FollowUp]
    let requests: [HelpOutput]
    /// Items that were brought and are here.
    let items: [RecordOutput]
    /// There is more than is shown.
    let cut: Bool

    package init(_ day: WireDayReply, sessions: [SessionFacts], waiting: [SessionFacts]) {
        self.sessions = sessions.map(SessionOutput.init)
        self.waiting = waiting.map(SessionOutput.init)
        confirmations = day.confirmations.map(ConfirmOutput.init)
        followUps = day.followUps.map {
            FollowUp(
                record: $0.record, contract: $0.contract, customer: DisplayText.stripped($0.customer), date: $0.date,
                kind: $0.kind, note: DisplayText.stripped($0.note), overdue: $0.overdue)
        }
        requests = day.requests.map { HelpOutput($0) }
        items = day.items.map(RecordOutput.init)
        cut = day.cut
    }

    package func write(to page: inout Page) {
        let language = page.language
        let before = page.lines.count
        section(.mySessions, SessionsOutput.table(sessions, page), &page)
        section(.waitingForCustomer, SessionsOutput.table(waiting, page), &page)
        section(.helpRequests, HelpRequestsOutput.table(requests, page), &page)
        section(.followUps, followUpTable(language), &page)
        section(.toConfirm, confirmationTable(language), &page)
        section(.here, itemTable(page), &page)
        if page.lines.count == before { page.line(language.word(.nothingToday)) }
        page.cut(cut)
    }

    private func section(_ heading: Word, _ table: Table, _ page: inout Page) {
        guard !table.isEmpty else { return }
        if !page.lines.isEmpty { page.line("") }
        page.line(page.language.word(heading), .strong)
        for line in table.lines(in: page.language) { page.line("  " + line) }
    }

    private func followUpTable(_ language: Language) -> Table {
        var table = Table([.date, .customer, .contract, .kind, .note, .record].map { Table.Column(language.word($0)) })
        for one in followUps {
            let date = language.day(one.date) + (one.overdue ? " " + language.word(.overdue) : "")
            table.add([date, one.customer, one.contract, one.kind, one.note, one.record])
        }
        return table
    }

    private func confirmationTable(_ language: Language) -> Table {
        var table = Table([.number, .state, .what].map { Table.Column(language.word($0)) })
        for one in confirmations {
            table.add([one.subject, language.state(one.state), language.command("hamyar confirm \(one.subject)")])
        }
        return table
    }

    private func itemTable(_ page: Page) -> Table {
        var table = Table([.record, .brought, .customer, .since].map { Table.Column(page.language.word($0)) })
        for one in items {
            let item = [one.item, one.serial].filter { !$0.isEmpty }.joined(separator: " ")
            table.add([one.number, item, one.customer, page.time(one.occurred)])
        }
        return table
    }
}

/// `due`: periodic services and calls that come up.
package struct DueOutput: Report {
    package struct Service: Encodable, Sendable {
        let kind: String
        let persian: String
        let english: String
        let contract: String
        let customer: String
        let product: String
        let line: String
        let date: String
        /// When it was done before; absent: never.
        let last: String?
        let overdue: Bool
    }

    let services: [Service]

    package init(_ items: [WireDueItem]) {
        services = items.map {
            Service(
                kind: $0.kind, persian: DisplayText.stripped($0.persian), english: DisplayText.stripped($0.english),
                contract: $0.contract, customer: DisplayText.stripped($0.customer), product: DisplayText.stripped($0.product),
                line: $0.line, date: $0.date, last: $0.last.isEmpty ? nil : $0.last, overdue: $0.overdue)
        }
    }

    package func write(to page: inout Page) {
        let language = page.language
        var table = Table(
            [.due, .kind, .customer, .contract, .product, .lastTime].map { Table.Column(language.word($0)) })
        for one in services {
            let date = language.day(one.date) + (one.overdue ? " " + language.word(.overdue) : "")
            table.add([
                date, language == .english ? one.english : one.persian, one.customer, one.contract, one.product,
                one.last.map { language.day($0) } ?? "–",
            ])
        }
        page.table(table, ifEmpty: .nothingDue)
    }
}
