import Documents
package import Messages
import Primitives
import Sentences
import Sessions

/// `verdict`: what a contract says to a wish, for the phone. Nothing is reserved.
package struct VerdictOutput: Report {
    package struct Line: Encodable, Sendable {
        let verdict: PayingLineOutput
        /// When it should be done by the plan's own target; absent where it has none.
        let due: OutputTime?
    }

    let lines: [Line]
    let cut: Bool
    private let wire: [(line: WirePayingLine, due: OutputTime?)]

    package init(_ reply: WireQuestionReply) {
        let dues = reply.due.map { Int64($0).flatMap { OutputTime(wire: $0) } }
        wire = reply.lines.enumerated().map { ($1, $0 < dues.count ? dues[$0] : nil) }
        cut = reply.cut
        lines = wire.map { Line(verdict: PayingLineOutput($0.line), due: $0.due) }
    }

    private enum CodingKeys: String, CodingKey { case lines, cut }

    package func write(to page: inout Page) {
        let language = page.language
        // On the phone nobody asks what another product does not have.
        let known = wire.filter { !$0.line.isOfUnknownKind }
        for (line, due) in known.isEmpty ? wire : known {
            page.paying(line)
            var rules: [String] = []
            for part in line.parts where !["", "none"].contains(part.rule) && !rules.contains(part.rule) {
                rules.append(part.rule)
            }
            page.field(.rule, rules.joined(separator: " "))
            if !line.isDenied { page.composed(.cost, cost(line, language)) }
            if let due { page.due(due.time) }
        }
        if wire.isEmpty { page.line(language.word(.noLines), .warning) }
        page.cut(cut)
    }

    /// What is known of the price: the sum, or by the tariff before tax, or that a quote must say.
    private func cost(_ line: WirePayingLine, _ language: Language) -> String {
        guard line.needsQuote else { return language.money(rials: line.price) }
        let estimate = line.parts.reduce(Int64(0)) { sum, part in
            let (total, overflow) = sum.addingReportingOverflow(part.estimate)
            return overflow ? 0 : total
        }
        guard estimate > 0 else { return language.state("quote") }
        return language.state("quote") + ", ≈ \(language.money(rials: estimate)) \(language.word(.beforeTax))"
    }
}
