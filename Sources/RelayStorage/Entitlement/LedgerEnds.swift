package import Entitlement
package import Primitives
import Storage

/// How reservations end without an outcome.
extension Ledger {
    /// Holds that one transaction of the sweep ends.
    package static let overdueBatch = 200

    /// Ends the holds whose time is over, disputed ones too: their units come back (design of entitlement, "Sessions and
    /// lines"). At most `overdueBatch`, the oldest first: more is left where as many return.
    package func endOverdue(at time: Timestamp, zone: CivilZone) throws -> [LineSettlement] {
        try transaction.query(
            "SELECT id FROM holds WHERE state <> 'closed' AND ends <= ? ORDER BY ends, id LIMIT \(Self.overdueBatch)", [time]
        ).map { try release(try $0.value("id"), reason: "overdue", actor: "relay", zone: zone, at: time) }
    }

    /// Turns a piece of work into another one: releases the open reservation and makes the new one, both or neither. The
    /// released units count for the new verdict. The same request again gives the same hold.
    ///
    /// Throws what `release` and `hold` throw.
    package func replace(
        _ id: HoldID, by request: HoldRequest, in setting: EntitlementSetting, at time: Timestamp
    ) throws -> Hold {
        if try transaction.first("SELECT id FROM holds WHERE key = ?", [request.key]) == nil {
            let old = try stored(id)
            guard old.state == .open else { throw old.closed() }
            _ = try release(id, reason: "replaced", actor: request.actor, zone: setting.zone, at: time)
        }
        return try hold(request, in: setting, at: time)
    }

    /// Open holds whose session ended, the oldest first: a crash came between its end and its settlement.
    package func unsettledHolds() throws -> [Hold] {
        try transaction.query(
            """
            SELECT holds.* FROM holds JOIN sessions ON sessions.id = holds.session
            WHERE holds.state = 'open' AND sessions.is_open = 0 ORDER BY holds.made, holds.id
            """
        ).map { try hold($0) }
    }
}
