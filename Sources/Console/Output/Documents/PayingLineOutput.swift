import Documents
package import Messages
import Primitives
import Sentences
import Sessions

/// One line of a contract that could pay, and what the contract says to it.
package struct PayingLineOutput: Encodable, Sendable {
    let contract: String
    /// Absent for a prospect.
    let contractLine: String?
    let product: String
    let version: String
    let kind: String
    let priceRials: Int64
    let denied: Bool
    let parts: [VerdictPartOutput]
    let conditions: [ConditionOutput]

    package init(_ line: WirePayingLine) {
        contract = line.contract
        contractLine = line.contractLine.isEmpty ? nil : line.contractLine
        product = DisplayText.stripped(line.product)
        version = DisplayText.stripped(line.version)
        kind = line.kind
        priceRials = line.price
        denied = line.isDenied
        parts = line.parts.map(VerdictPartOutput.init)
        conditions = line.conditions.map(ConditionOutput.init)
    }
}

extension Page {
    /// Which line it is, then its verdict.
    mutating func paying(_ line: WirePayingLine) {
        let product = [DisplayText.stripped(line.product), DisplayText.stripped(line.version)].filter { !$0.isEmpty }
        self.line(([line.contract.isEmpty ? "–" : line.contract] + product).joined(separator: " "), .strong)
        verdict(line.parts, line.conditions)
    }
}

extension WirePayingLine {
    /// Rials.
    var price: Int64 {
        parts.reduce(0) { sum, part in
            let (total, overflow) = sum.addingReportingOverflow(part.price)
            return overflow ? .max : total
        }
    }
    /// The line's plan has no such service.
    var isOfUnknownKind: Bool { !parts.isEmpty && parts.allSatisfy { $0.reason == "denied.kind-unknown" } }
    var isDenied: Bool { parts.isEmpty || parts.contains { $0.coverage == .denied || $0.coverage == .unspecified } }
    var needsQuote: Bool { parts.contains { $0.quoteNeeded } }
}
