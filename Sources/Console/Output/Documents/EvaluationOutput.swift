import Documents
package import Messages
import Primitives
import Sentences
import Sessions

/// What a session would cost and draw on: `session request --dry-run`, and where several lines could pay or none does.
package struct EvaluationOutput: Report {
    package struct Paying: Encodable, Sendable {
        let contract: String
        let contractLine: String?
        let product: String
        let version: String
        let kind: String
        let priceRials: Int64
        let denied: Bool
        let parts: [VerdictPartOutput]
        let conditions: [ConditionOutput]
    }

    let machine: String
    let machineName: String
    let customer: String
    let online: Bool
    let lastSeen: OutputTime?
    let lines: [Paying]
    private let reply: WireEvaluateReply

    package init(_ reply: WireEvaluateReply) {
        self.reply = reply
        machine = reply.machine
        machineName = DisplayText.stripped(reply.machineName)
        customer = DisplayText.stripped(reply.customer)
        online = reply.online
        lastSeen = OutputTime(wire: reply.lastSeen)
        lines = reply.lines.map { line in
            Paying(
                contract: line.contract, contractLine: line.contractLine.isEmpty ? nil : line.contractLine,
                product: DisplayText.stripped(line.product), version: DisplayText.stripped(line.version), kind: line.kind,
                priceRials: line.price, denied: line.isDenied, parts: line.parts.map(VerdictPartOutput.init),
                conditions: line.conditions.map(ConditionOutput.init))
        }
    }

    private enum CodingKeys: String, CodingKey { case machine, machineName, customer, online, lastSeen, lines }

    package func write(to page: inout Page) {
        page.field(.machine, machineName)
        page.field(.customer, customer)
        for line in reply.lines {
            let product = [DisplayText.stripped(line.product), DisplayText.stripped(line.version)].filter { !$0.isEmpty }
            page.line(([line.contract.isEmpty ? "–" : line.contract] + product).joined(separator: " "), .strong)
            page.verdict(line.parts, line.conditions)
        }
    }
}

extension WirePayingLine {
    /// Rials.
    var price: Int64 { parts.reduce(0) { $0.addingReportingOverflow($1.price).partialValue } }
    var isDenied: Bool { parts.isEmpty || parts.contains { $0.coverage == .denied || $0.coverage == .unspecified } }
    var needsQuote: Bool { parts.contains { $0.quoteNeeded } }
}
