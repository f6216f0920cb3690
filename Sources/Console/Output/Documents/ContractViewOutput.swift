import Documents
package import Messages
import Primitives
import Sentences
import Sessions

/// `contract show`, `renew`, `extend` and `state`: a contract with its lines, their terms, and what moved it.
package struct ContractViewOutput: Report {
    package struct Extension: Encodable, Sendable {
        /// The old end and the new one: first days after the term.
        let from: String
        let until: String
        let recorded: OutputTime?
        let actor: String
        let reason: String
    }

    package struct Term: Encodable, Sendable {
        let id: String
        let from: String
        let until: String
        let plan: String
        let guaranteeUntil: String
        let extensions: [Extension]
    }

    package struct Line: Encodable, Sendable {
        let id: String
        let product: String
        let version: String
        let platform: String
        let serial: String
        let purchased: String
        let terms: [Term]
        /// Ids of lines: moved to a higher model, or come from a lower one.
        let replacedBy: String?
        let replaces: String?
        /// With which it was bought.
        let quote: String?
        let machines: [String]
    }

    package struct Change: Encodable, Sendable {
        let state: String
        let time: OutputTime?
        let actor: String
        let reason: String
    }

    let id: String
    let number: String
    let customer: String
    let customerId: String
    let state: String
    let organisation: String
    let lines: [Line]
    let states: [Change]
    let balances: [BalanceOutput]
    let cut: Bool

    package init(_ contract: WireContractView) {
        id = contract.id
        number = contract.number
        customer = DisplayText.stripped(contract.customer)
        customerId = contract.customerID
        state = contract.state
        organisation = DisplayText.stripped(contract.organisation)
        lines = contract.lines.map(Line.init)
        states = contract.states.map {
            Change(
                state: $0.state, time: OutputTime(wire: $0.time), actor: DisplayText.stripped($0.actor),
                reason: DisplayText.stripped($0.reason))
        }
        balances = contract.balances.map(BalanceOutput.init)
        cut = contract.cut
    }

    package func write(to page: inout Page) {
        let language = page.language
        page.line("\(number)  \(language.state(state))", .strong)
        page.field(.customer, customer)
        page.field(.organisation, organisation)
        for line in lines { line.write(to: &page, products: lines) }
        if !balances.isEmpty {
            page.line("")
            page.table(BalanceOutput.table(balances, in: language), ifEmpty: .noBalances)
        }
        for change in states {
            page.line("")
            page.composed(.state, "\(language.state(change.state))  \(page.time(change.time))")
            page.field(.actor, change.actor)
            page.composed(.reason, change.reason.isEmpty ? "" : language.quoted(change.reason))
        }
        page.cut(cut)
    }
}

extension ContractViewOutput.Line {
    init(_ line: WireLineView) {
        self.init(
            id: line.id, product: DisplayText.stripped(line.product), version: DisplayText.stripped(line.version),
            platform: DisplayText.stripped(line.platform), serial: DisplayText.stripped(line.serial), purchased: line.purchased,
            terms: line.terms.map(ContractViewOutput.Term.init), replacedBy: line.replacedBy.isEmpty ? nil : line.replacedBy,
            replaces: line.replaces.isEmpty ? nil : line.replaces, quote: line.quote.isEmpty ? nil : line.quote,
            machines: line.machines)
    }

    func write(to page: inout Page, products: [Self]) {
        let language = page.language
        func name(_ id: String) -> String {
            products.first { $0.id == id }.map { "\($0.product) \($0.version)" } ?? id
        }
        page.line("")
        page.line([product, version, platform].filter { !$0.isEmpty }.joined(separator: " "), .strong)
        page.field(.line, id)
        page.field(.serial, serial)
        page.composed(.purchased, language.day(purchased))
        page.field(.quote, quote ?? "")
        page.field(.replaces, replaces.map(name) ?? "")
        page.field(.replacedBy, replacedBy.map(name) ?? "", .warning)
        page.field(.machines, machines.joined(separator: " "))
        for term in terms {
            page.composed(.period, "\(language.term(from: term.from, until: term.until))  \(term.plan)")
            if term.guaranteeUntil != term.until { page.composed(.guarantee, language.lastDay(before: term.guaranteeUntil)) }
            for moved in term.extensions {
                let days = language.term(from: moved.from, until: moved.until)
                page.composed(.extended, "\(days)  \(language.quoted(moved.reason))  \(moved.actor)")
            }
        }
    }
}

extension ContractViewOutput.Term {
    init(_ term: WireTermView) {
        self.init(
            id: term.id, from: term.from, until: term.until, plan: DisplayText.stripped(term.plan),
            guaranteeUntil: term.guaranteeUntil,
            extensions: term.extensions.map {
                ContractViewOutput.Extension(
                    from: $0.from, until: $0.until, recorded: OutputTime(wire: $0.recorded),
                    actor: DisplayText.stripped($0.actor), reason: DisplayText.stripped($0.reason))
            })
    }
}
