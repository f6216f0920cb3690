import Primitives
import Storage

/// What the ledger's tables must satisfy whatever the log says (design of entitlement, "Invariants"): each a query that names the
/// first row which does not.
struct LedgerRulesCheck {
    let transaction: Transaction
    let origin: LedgerOrigin

    func finding() throws -> LedgerFinding? {
        if let object = try RelaySchema.current.firstDifference(transaction, tables: Self.tables) {
            return LedgerFinding(problem: .schema, subject: object, entry: nil)
        }
        for table in LedgerTable.allCases {
            guard let row = try transaction.first("PRAGMA foreign_key_check(\(table.rawValue))") else { continue }
            let parent: String = try row.value("parent")
            return LedgerFinding(problem: .reference, subject: "\(table.rawValue) to \(parent)", entry: nil)
        }
        for rule in Self.rules {
            let values: [any Storable] = rule.sql.contains("?1") ? [origin.lastHold] : []
            if let row = try first(rule.sql, values) {
                return LedgerFinding(problem: rule.problem, subject: row, entry: nil)
            }
        }
        return nil
    }

    /// A sum that no 64-bit integer holds is as wrong as another one.
    private func first(_ sql: String, _ values: [any Storable]) throws -> String? {
        do {
            return try transaction.value(sql, values)
        } catch let failure as Failure where failure.parameters["detail"] == Self.overflow {
            return "a sum beyond 64 bits"
        }
    }

    private static let overflow = "integer overflow"

    static let tables = LedgerTable.allCases.map(\.rawValue) + ["ledger_origin"]

    private struct Rule {
        let problem: LedgerFinding.Problem
        let sql: String
    }

    private static func number(_ contract: String) -> String {
        "coalesce(', C-' || (SELECT number FROM contracts WHERE id = \(contract)), '')"
    }

    private static let rules = [
        Rule(
            problem: .unbalanced,
            sql: """
                SELECT 'ledger_postings ' || entry || ' ' || bucket FROM ledger_postings
                GROUP BY entry, bucket HAVING sum(amount) <> 0 LIMIT 1
                """),
        Rule(
            problem: .balance,
            sql: """
                SELECT 'buckets ' || buckets.id || ' ' || CASE
                        WHEN buckets.granted <> coalesce(sums.granted, 0) THEN 'granted'
                        WHEN buckets.available <> coalesce(sums.available, 0) THEN 'available'
                        WHEN buckets.held <> coalesce(sums.held, 0) THEN 'held'
                        WHEN buckets.consumed <> coalesce(sums.consumed, 0) THEN 'consumed'
                        WHEN buckets.expired <> coalesce(sums.expired, 0) THEN 'expired'
                        WHEN buckets.used <> coalesce(sums.used, 0) THEN 'used' ELSE 'below zero' END
                    || \(number("buckets.contract"))
                FROM buckets LEFT JOIN (
                    SELECT bucket, -sum(amount) FILTER (WHERE account = 'source') AS granted,
                        sum(amount) FILTER (WHERE account = 'available') AS available,
                        sum(amount) FILTER (WHERE account = 'held') AS held,
                        sum(amount) FILTER (WHERE account = 'consumed') AS consumed,
                        sum(amount) FILTER (WHERE account = 'expired') AS expired,
                        sum(amount) FILTER (WHERE account = 'used') AS used
                    FROM ledger_postings GROUP BY bucket) AS sums ON sums.bucket = buckets.id
                WHERE buckets.granted <> coalesce(sums.granted, 0) OR buckets.available <> coalesce(sums.available, 0)
                    OR buckets.held <> coalesce(sums.held, 0) OR buckets.consumed <> coalesce(sums.consumed, 0)
                    OR buckets.expired <> coalesce(sums.expired, 0) OR buckets.used <> coalesce(sums.used, 0)
                    OR min(buckets.granted, buckets.available, buckets.held, buckets.consumed, buckets.expired, buckets.used) < 0
                LIMIT 1
                """),
        Rule(
            problem: .held,
            sql: """
                SELECT 'buckets ' || buckets.id || \(number("buckets.contract")) FROM buckets LEFT JOIN (
                    SELECT hold_legs.bucket, sum(hold_legs.quantity) AS quantity FROM holds
                    JOIN hold_legs ON hold_legs.hold = holds.id
                    WHERE holds.state <> 'closed' AND hold_legs.effect IN ('hold', 'late') GROUP BY hold_legs.bucket
                ) AS kept ON kept.bucket = buckets.id
                WHERE buckets.held <> coalesce(kept.quantity, 0) LIMIT 1
                """),
        Rule(
            problem: .settlement,
            sql: """
                SELECT 'holds ' || id || \(number("contract")) FROM holds GROUP BY session, session_line
                HAVING count(*) > 1 LIMIT 1
                """),
        Rule(
            problem: .settlement,
            sql: """
                SELECT 'holds ' || holds.id || \(number("contract")) FROM holds
                LEFT JOIN line_settlements ON line_settlements.hold = holds.id
                WHERE (holds.state = 'open') <> (line_settlements.hold IS NULL)
                    OR (holds.state = 'disputed') AND (consumed <> 0 OR close_entry IS NOT NULL OR use_entry IS NOT NULL)
                    OR (holds.state = 'closed') AND holds.quantity < consumed
                LIMIT 1
                """),
        Rule(
            problem: .charge,
            sql: """
                SELECT 'holds ' || holds.id || \(number("contract")) FROM holds
                WHERE holds.rowid > ?1 AND (instr(verdict, '"price":') > 0 OR EXISTS (SELECT 1 FROM charges WHERE hold = holds.id))
                    AND (SELECT count(*) FROM charges WHERE hold = holds.id) <>
                        (SELECT count(*) FROM json_each(holds.verdict, '$.parts') AS parts
                            JOIN charges ON charges.hold = holds.id AND charges.part = parts.key
                            WHERE json_type(parts.value, '$.price') IS NOT NULL)
                    OR holds.rowid > ?1 AND instr(verdict, '"price":') > 0 AND EXISTS (
                        SELECT 1 FROM json_each(holds.verdict, '$.parts') AS parts
                        WHERE json_type(parts.value, '$.price') IS NOT NULL AND NOT EXISTS (
                            SELECT 1 FROM charges WHERE charges.hold = holds.id AND charges.part = parts.key))
                LIMIT 1
                """),
    ]
}
