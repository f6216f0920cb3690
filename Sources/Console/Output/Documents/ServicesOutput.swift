import Documents
package import Messages
import Primitives
import Sentences
import Sessions

/// `services`.
package struct ServicesOutput: Report {
    package struct Service: Encodable, Sendable {
        let kind: String
        let persian: String
        let english: String
        let place: String
        let contract: String
        let product: String
        let verdict: VerdictPartOutput
    }

    let machine: String
    let machineName: String
    let customer: String
    let services: [Service]
    let cut: Bool

    package init(_ reply: WireServicesReply) {
        machine = reply.machine
        machineName = DisplayText.stripped(reply.machineName)
        customer = DisplayText.stripped(reply.customer)
        cut = reply.cut
        services = reply.services.map {
            Service(
                kind: $0.kind, persian: DisplayText.stripped($0.persian), english: DisplayText.stripped($0.english),
                place: $0.place, contract: $0.contract, product: DisplayText.stripped($0.product),
                verdict: VerdictPartOutput($0.part))
        }
    }

    package func write(to page: inout Page) {
        let language = page.language
        page.field(.machine, machineName)
        page.field(.customer, customer)
        var table = Table([
            Table.Column(language.word(.kind)), Table.Column(language.word(.name)), Table.Column(language.word(.place)),
            Table.Column(language.word(.contract)), Table.Column(language.word(.coverage)),
            Table.Column(language.word(.left), isNumber: true), Table.Column(language.word(.price), isNumber: true),
        ])
        for service in services {
            let part = service.verdict
            let left = part.leftAfterThousandths.map { language.quantity(thousandths: $0, unit: part.unit) } ?? "–"
            let estimate = part.estimateRials.map { "≈ " + language.money(rials: $0) } ?? language.state("quote")
            let price =
                part.coverage == "denied" ? "–" : part.quoteNeeded ? estimate : language.money(rials: part.priceRials)
            table.add([
                service.kind, language == .english ? service.english : service.persian, language.state(service.place),
                service.contract, language.state(part.coverage), left, price,
            ])
        }
        page.table(table, ifEmpty: .noServices)
        page.cut(cut)
    }
}
