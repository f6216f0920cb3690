package import Primitives
package import Storage

/// Something that a person at the machine should learn.
package struct Notice: Hashable, Sendable {
    package let sequence: Int64
    package let time: Timestamp
    package let code: String
    package let parameters: [String: String]
    package let session: SessionID?
}

package struct Notices {
    /// Notices that are kept; older ones go. Ours: some years of an ordinary machine.
    package static let limit = 1000

    let transaction: Transaction

    package func append(
        _ code: Failure.Code, parameters: [String: String] = [:], session: SessionID? = nil, at time: Timestamp
    ) throws {
        try transaction.execute(
            "INSERT INTO notices (time, code, parameters, session) VALUES (?, ?, ?, ?)",
            [time, code.rawValue, parameters, session])
        try transaction.execute(
            "DELETE FROM notices WHERE sequence <= (SELECT max(sequence) FROM notices) - ?", [Self.limit])
    }

    /// Newest first.
    package func newest(_ count: Int = limit) throws -> [Notice] {
        try transaction.query("SELECT * FROM notices ORDER BY sequence DESC LIMIT ?", [min(max(0, count), Self.limit)]).map {
            Notice(
                sequence: try $0.value("sequence"), time: try $0.value("time"), code: try $0.value("code"),
                parameters: try $0.value("parameters"), session: try $0.value("session"))
        }
    }
}

extension Transaction {
    package var notices: Notices { Notices(transaction: self) }
}
