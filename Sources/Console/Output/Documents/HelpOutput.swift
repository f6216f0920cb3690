import Documents
package import Messages
import Primitives
import Sentences
import Sessions

/// What a customer asked for: `ask show`, `take`, `wait`, `close`.
package struct HelpOutput: Report {
    package struct Event: Encodable, Sendable {
        /// `open`, `taken`, `waiting`, `ready`, `closed`.
        let state: String
        let time: OutputTime?
        let actor: String
        let text: String
    }

    package struct Attachment: Encodable, Sendable {
        let id: String
        let name: String
        let size: UInt64
        let sha256: String
        /// Whether all of it has arrived.
        let complete: Bool
        /// Where it was saved by this command.
        let saved: String?
    }

    let number: String
    let state: String
    let customer: String
    /// Where only one can be meant; else empty.
    let contract: String
    /// All that can be meant.
    let contracts: [String]
    let machine: String
    let product: String
    let text: String
    let person: String
    let asked: OutputTime?
    let takenBy: String?
    /// By the plan's target; absent where it has none.
    let due: OutputTime?
    let overdue: Bool
    /// On the clock that stands still outside business hours and while the customer prepares something.
    let elapsedSeconds: Int64
    let waitsFor: String?
    let answer: String?
    let events: [Event]
    let attachments: [Attachment]
    let cut: Bool

    /// Characters of what a customer wrote that are shown and printed.
    package static let textLimit = 4000

    /// - Parameter saved: paths of files that were written here, by the attachment's id.
    package init(_ help: WireHelpView, saved: [String: String] = [:]) {
        func text(_ text: String) -> String { DisplayText.stripped(text, limit: Self.textLimit) }
        func lines(_ text: String) -> String { DisplayText.strippedLines(text, limit: Self.textLimit) }
        func present(_ value: String) -> String? { value.isEmpty ? nil : text(value) }
        number = help.number
        state = help.state
        customer = text(help.customer)
        contract = help.contract
        contracts = help.contracts.isEmpty && !contract.isEmpty ? [contract] : help.contracts
        machine = help.machine
        product = text(help.product)
        self.text = lines(help.text)
        person = text(help.person)
        asked = OutputTime(wire: help.asked)
        takenBy = present(help.takenBy)
        due = OutputTime(wire: help.due)
        overdue = help.overdue
        elapsedSeconds = help.elapsedMs / 1000
        waitsFor = present(help.waitsFor)
        answer = help.answer.isEmpty ? nil : lines(help.answer)
        cut = help.cut
        events = help.events.map {
            Event(state: $0.state, time: OutputTime(wire: $0.time), actor: text($0.actor), text: text($0.text))
        }
        attachments = help.attachments.map {
            Attachment(
                id: $0.id, name: text($0.name), size: $0.size, sha256: Hexadecimal.encode($0.digest), complete: $0.complete,
                saved: saved[$0.id])
        }
    }

    package func write(to page: inout Page) {
        let language = page.language
        page.line("\(number)  \(language.state(state))", .strong)
        page.field(.customer, ([customer] + contracts + [machine, product]).filter { !$0.isEmpty }.joined(separator: "  "))
        page.field(.person, person)
        page.passage(.request, text)
        page.composed(.asked, page.time(asked))
        if due != nil { page.composed(.due, page.time(due), overdue ? .bad : nil) }
        if elapsedSeconds > 0 { page.composed(.elapsed, language.duration(.seconds(elapsedSeconds))) }
        page.field(.takenBy, takenBy ?? "")
        page.composed(.waitsFor, waitsFor.map { language.quoted($0) } ?? "", .warning)
        page.passage(.answer, answer ?? "")
        for file in attachments {
            let part = file.complete ? "" : "  (\(language.word(.incomplete)))"
            let place = file.saved.map { "  " + Isolation.isolate($0, in: language) } ?? ""
            page.composed(.file, "\(Isolation.isolate(file.name, in: language))  \(language.bytes(file.size))\(part)\(place)")
        }
        for event in events {
            let text = event.text.isEmpty ? "" : "  " + language.quoted(event.text)
            let actor = Isolation.isolate(event.actor, in: language)
            page.line("  \(page.time(event.time))  \(language.state(event.state))  \(actor)\(text)")
        }
        page.cut(cut)
    }
}

/// `ask list`.
package struct HelpRequestsOutput: Report {
    let requests: [HelpOutput]

    package init(_ requests: [WireHelpView]) {
        self.requests = requests.map { HelpOutput($0) }
    }

    package func write(to page: inout Page) {
        page.table(Self.table(requests, page), ifEmpty: .noHelp)
    }

    static func table(_ requests: [HelpOutput], _ page: Page) -> Table {
        let language = page.language
        var table = Table(
            [.number, .state, .customer, .asked, .due, .takenBy, .request].map { Table.Column(language.word($0)) })
        for one in requests {
            let due = one.due.map { page.time($0) + (one.overdue ? " " + language.word(.overdue) : "") } ?? "–"
            table.add([
                one.number, language.state(one.state), one.customer, page.time(one.asked), due, one.takenBy ?? "",
                DisplayWidth.cut(DisplayText.stripped(one.text), to: 60),
            ])
        }
        return table
    }
}
