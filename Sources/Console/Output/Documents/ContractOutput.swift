import Documents
package import Messages
import Primitives
import Sentences
import Sessions

/// `contract add`.
package struct ContractOutput: Report {
    let id: String
    let number: String
    let customer: String
    let line: String
    let product: String
    let from: String
    let until: String
    let balances: [BalanceOutput]

    package init(_ contract: WireContract) {
        id = contract.id
        number = contract.number
        customer = DisplayText.stripped(contract.customer)
        line = contract.line
        product = DisplayText.stripped(contract.product)
        from = contract.from
        until = contract.until
        balances = contract.balances.map(BalanceOutput.init)
    }

    package func write(to page: inout Page) {
        page.field(.contract, number, .strong)
        page.field(.customer, customer)
        page.field(.product, product)
        page.composed(.period, page.language.term(from: from, until: until))
        page.table(BalanceOutput.table(balances, in: page.language), ifEmpty: .noBalances)
    }
}
