import Messages
import Primitives

/// Which line pays. The technician chooses where several could; nothing is guessed (design of entitlement, "Line").
enum PayingChoice {
    /// - Throws: `entitlement.several`, `entitlement.denied`, `entitlement.quote-needed`.
    static func only(of reply: WireEvaluateReply, kind: String) throws(Failure) -> WirePayingLine {
        let able = reply.lines.filter { !$0.isDenied }
        guard let first = able.first else { throw notCovered(reply.lines, kind) }
        guard able.count == 1 else {
            let contracts = able.map { $0.contract + ($0.product.isEmpty ? "" : " (\($0.product))") }
            throw Failure(.entitlementSeveral, ["kind": kind, "contracts": contracts.joined(separator: ", ")])
        }
        guard !first.needsQuote else { throw Failure(.entitlementQuoteNeeded, ["kind": kind]) }
        return first
    }

    private static func notCovered(_ lines: [WirePayingLine], _ kind: String) -> Failure {
        let denied = lines.lazy.flatMap(\.parts).first { $0.coverage == .denied }
        return Failure(
            .entitlementDenied,
            (denied?.reasonParameters ?? [:]).merging(["kind": kind, "reason": denied?.reason ?? "denied.no-contract"]) { $1 })
    }
}
