import Documents
package import Messages
import Primitives
import Sentences
import Sessions

/// What a contract line has of one quota, thousandths of its unit.
package struct BalanceOutput: Encodable, Sendable {
    let bucket: String
    let unit: String
    let product: String
    /// `allotment`, or `tally` where uses are counted and nothing limits them.
    let role: String
    let grantedThousandths: Int64
    let availableThousandths: Int64
    let reservedThousandths: Int64
    let consumedThousandths: Int64
    let expiredThousandths: Int64
    let usedThousandths: Int64
    let from: String
    let until: String

    init(_ balance: WireLedgerBalance) {
        bucket = balance.bucket
        unit = balance.unit
        product = DisplayText.stripped(balance.product)
        role = balance.role
        grantedThousandths = balance.granted
        availableThousandths = balance.available
        reservedThousandths = balance.held
        consumedThousandths = balance.consumed
        expiredThousandths = balance.expired
        usedThousandths = balance.used
        from = balance.from
        until = balance.until
    }

    static func table(_ balances: [BalanceOutput], in language: Language) -> Table {
        let numbers: [Word] = [.allotted, .available, .reserved, .used, .expired]
        var table = Table(
            [Table.Column(language.word(.quota)), Table.Column(language.word(.product))]
                + numbers.map { Table.Column(language.word($0), isNumber: true) }
                + [Table.Column(language.word(.unit)), Table.Column(language.word(.period))])
        for balance in balances {
            func amount(_ thousandths: Int64) -> String { language.quantity(thousandths: thousandths) }
            let isTally = balance.role == "tally"
            let used = isTally ? balance.usedThousandths : balance.consumedThousandths
            table.add([
                balance.bucket, balance.product, isTally ? "–" : amount(balance.grantedThousandths),
                isTally ? "–" : amount(balance.availableThousandths), isTally ? "–" : amount(balance.reservedThousandths),
                amount(used), isTally ? "–" : amount(balance.expiredThousandths), language.unit(balance.unit),
                language.term(from: balance.from, until: balance.until),
            ])
        }
        return table
    }
}

/// `ledger`.
package struct LedgerOutput: Report {
    package struct Posting: Encodable, Sendable {
        let bucket: String
        let account: String
        let amountThousandths: Int64
    }

    package struct Entry: Encodable, Sendable {
        let id: String
        let type: String
        let occurred: OutputTime?
        let recorded: OutputTime?
        let actor: String
        let reason: String
        let session: String?
        let postings: [Posting]
    }

    let contract: String
    let customer: String
    let balances: [BalanceOutput]
    let entries: [Entry]
    let cut: Bool

    package init(_ reply: WireLedgerReply) {
        contract = reply.contract
        customer = DisplayText.stripped(reply.customer)
        balances = reply.balances.map(BalanceOutput.init)
        cut = reply.cut
        entries = reply.entries.map { entry in
            Entry(
                id: entry.id, type: entry.type, occurred: OutputTime(wire: entry.occurred),
                recorded: OutputTime(wire: entry.recorded), actor: DisplayText.stripped(entry.actor),
                reason: DisplayText.stripped(entry.reason), session: entry.session.isEmpty ? nil : entry.session,
                postings: entry.postings.map { Posting(bucket: $0.bucket, account: $0.account, amountThousandths: $0.amount) })
        }
    }

    package func write(to page: inout Page) {
        let language = page.language
        page.field(.contract, contract, .strong)
        page.field(.customer, customer)
        page.table(BalanceOutput.table(balances, in: language), ifEmpty: .noBalances)
        page.line("")
        var table = Table([.time, .work, .type, .changes, .reason].map { Table.Column(language.word($0)) })
        for entry in entries {
            table.add([
                page.time(entry.occurred), entry.session ?? "–", language.ledgerType(entry.type, of: entry.postings),
                entry.postings.compactMap { language.ledgerChange($0) }.joined(separator: ", "), entry.reason,
            ])
        }
        page.table(table, ifEmpty: .noEntries)
        page.cut(cut)
    }
}
