import Entitlement
import Primitives
import Storage

/// A reservation's row as it lies, for steps that do without its verdict.
struct StoredHold {
    let id: HoldID
    let contract: ContractID?
    let work: WorkReference
    let state: Hold.State
    let acceptedPrice: Money
    let entry: LedgerTransactionID?
    let incident: String?
    /// nil in rows from before the ledger kept it: the verdict tells.
    let quantity: Quantity?
    /// `LedgerTable.holds.columns`.
    private let values: [StoredValue]

    static let select = "SELECT \(LedgerTable.holds.selection) FROM holds"

    init(_ row: Row) throws {
        id = try row.value("id")
        contract = try row.value("contract")
        guard let work = try row.work() else {
            throw Failure(.storageCorrupt, ["detail": "column session holds no \(WorkReference.self)"])
        }
        self.work = work
        state = try row.word("state")
        acceptedPrice = try row.value("accepted_price")
        entry = try row.value("entry")
        incident = try row.value("incident")
        quantity = try row.value("quantity")
        values = row.all
    }

    /// The row with another content in a column.
    func values(setting column: String, to value: StoredValue) -> [StoredValue] {
        zip(LedgerTable.holds.columns, values).map { $0 == column ? value : $1 }
    }

    var logged: [String: String] { Hold.logged(id, contract) }

    func closed() -> Failure {
        Failure(.ledgerHoldClosed, ["hold": id.description, "state": state.rawValue])
    }
}
