import Messages
import Primitives

/// Which line pays. The technician chooses where several could; nothing is guessed (design of entitlement, "Line").
enum PayingChoice {
    /// - Throws: `entitlement.several` or `entitlement.several-lines`, `entitlement.denied`, `entitlement.quote-needed`.
    static func only(
        of lines: [WirePayingLine], kind: String
    ) throws(Failure) -> WirePayingLine {
        let able = lines.filter { !$0.isDenied }
        guard let first = able.first else { throw notCovered(lines, kind) }
        guard able.count == 1 else {
            let contracts = able.map { $0.contract + ($0.product.isEmpty ? "" : " (\($0.product))") }
            let isOneContract = Set(able.map(\.contract)).count == 1
            throw Failure(
                isOneContract ? .entitlementSeveralLines : .entitlementSeveral,
                ["kind": kind, "contracts": contracts.joined(separator: ", ")])
        }
        guard !first.needsQuote else { throw Failure(.entitlementQuoteNeeded, ["kind": kind]) }
        return first
    }

    /// Those of a line that was named by its id or product; all where none was.
    ///
    /// - Throws: `find.nothing`.
    static func lines(_ lines: [WirePayingLine], named name: String?) throws(Failure) -> [WirePayingLine] {
        guard let name else { return lines }
        let found = lines.filter { $0.contractLine == name || $0.product.lowercased() == name.lowercased() }
        guard !found.isEmpty else { throw Failure(.findNothing, ["text": String(name.prefix(100)), "type": "line"]) }
        return found
    }

    private static func notCovered(_ lines: [WirePayingLine], _ kind: String) -> Failure {
        // Why a product with such a service does not give it says more than that another one has none.
        let known = lines.filter { !$0.isOfUnknownKind }
        let denied = (known.isEmpty ? lines : known).lazy.flatMap(\.parts).first { $0.coverage == .denied }
        return Failure(
            .entitlementDenied,
            (denied?.reasonParameters ?? [:]).merging(["kind": kind, "reason": denied?.reason ?? "denied.no-contract"]) { $1 })
    }
}
