import Entitlement
import Messages
import Primitives
import RelayStorage
import SignedObjects
import Storage

extension WirePayingLine {
    /// A line that could pay, with its verdict.
    init(_ line: VerdictMaking.Line, _ transaction: Transaction) throws {
        self.init()
        if case .line(let id) = line.account {
            let standing = try transaction.standings.line(id)
            contractLine = id.description
            contract = "C-\(standing.contract.number)"
            product = standing.line.product
            version = standing.line.version
        }
        kind = line.question.kind.rawValue
        parts = line.parts.map(\.wire)
        conditions = try line.verdict.sessionConditions().map(\.wire)
    }
}
