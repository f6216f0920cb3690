import Entitlement
import Primitives
import Storage

/// A bucket as a step of the ledger knows it.
struct LedgerBucket {
    let bucket: Bucket
    let contract: ContractID
    /// The first day after its term.
    let end: CivilDate
    var balances: Balances

    /// Whether its term has ended in civil days of the zone.
    func isOver(at time: Timestamp, in zone: CivilZone) -> Bool {
        zone.midnight(of: end) <= time
    }

    static let select = "SELECT buckets.*, terms.end_day FROM buckets JOIN terms ON terms.id = buckets.term"

    init(_ row: Row) throws {
        let standing = try BucketStanding(row)
        bucket = standing.bucket
        balances = standing.balances
        contract = try row.value("contract")
        end = try CivilDate(dayNumber: try row.value("end_day"))
    }

    /// The buckets of a standing, which was read in the same transaction.
    static func all(of line: LineStanding) -> [LedgerBucket] {
        line.buckets.compactMap { standing in
            guard let term = line.terms.first(where: { $0.id == standing.bucket.term }) else { return nil }
            return LedgerBucket(standing, contract: line.contract.id, end: term.interval.end)
        }
    }

    private init(_ standing: BucketStanding, contract: ContractID, end: CivilDate) {
        bucket = standing.bucket
        balances = standing.balances
        self.contract = contract
        self.end = end
    }
}
