import Entitlement
import Primitives
import RelayStorage
import Sessions
import Storage

/// Which trouble a session belongs to, for quotas that count incidents and not sessions: its reference, or itself.
///
/// A session that goes on with an earlier one names it (`S-1042`) and belongs to that one's trouble.
struct SessionIncident {
    let transaction: Transaction
    let customer: CustomerID

    func text(of request: Request) throws -> String {
        let reference = TextFolding.searchKey(request.reference)
        guard !reference.isEmpty else { return request.session.description }
        let lookup = Lookup(transaction: transaction, scope: .all)
        guard lookup.isNumber(reference, letter: "s"), let earlier = try? lookup.session(reference),
            earlier.customer == customer
        else { return reference }
        // Its own lines say to which trouble it belonged.
        let holds = try transaction.sessionLines.all(of: earlier.id).compactMap(\.hold)
        return try holds.compactMap { try transaction.ledger.hold($0).incident }.first ?? earlier.id.description
    }
}
