import Entitlement
import Primitives
import Storage

/// Rows of the entitlement tables as values.

extension Contract {
    init(_ row: Row) throws {
        self.init(
            id: try row.value("id"), number: try row.value("number"), customer: try row.value("customer"),
            state: try row.word("state"))
    }
}

extension ContractLine {
    init(_ row: Row) throws {
        self.init(
            id: try row.value("id"), contract: try row.value("contract"), product: try row.value("product"),
            version: try row.value("version"), platform: try row.value("platform"), serial: try row.value("serial"),
            purchased: try row.value("purchased"),
            overrides: try DecodedContents.overrides.value(of: row.value("overrides")))
    }
}

extension BucketStanding {
    init(_ row: Row) throws {
        let bucket = Bucket(
            id: try row.value("id"), line: try row.value("line"), term: try row.value("term"),
            quota: QuotaName(rawValue: try row.value("quota")), role: try row.word("role"), unit: try row.word("unit"))
        let balances = Balances(
            granted: try row.value("granted"), available: try row.value("available"), held: try row.value("held"),
            consumed: try row.value("consumed"), expired: try row.value("expired"), used: try row.value("used"))
        self.init(bucket: bucket, balances: balances)
    }
}

extension Row {
    /// What the columns `session` and `session_line` name; nil where they are empty. Throws `storage.corrupt`.
    func work() throws -> WorkReference? {
        guard let id: String = try value("session") else { return nil }
        guard let work = WorkReference(id: id, line: try value("session_line")) else {
            throw Failure(.storageCorrupt, ["detail": "column session holds no \(WorkReference.self)"])
        }
        return work
    }

    /// A column that holds canonical JSON. Throws `storage.corrupt`.
    func json<Value: Decodable>(_ column: String, as type: Value.Type = Value.self) throws -> Value {
        do {
            return try CanonicalJSON.decode(Value.self, from: try value(column))
        } catch let error as DecodingError {
            throw Failure(.storageCorrupt, ["detail": "column \(column) holds no \(Value.self)"], cause: error)
        }
    }
}
