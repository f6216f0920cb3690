package import Entitlement
package import Primitives
import Storage

/// What a technician promised to come back to.
package struct FollowUp: Hashable, Sendable {
    package let record: ServiceRecord
    package let date: CivilDate
    /// Its day is over.
    package let isOverdue: Bool
}

extension ServiceRecords {
    /// A technician's promises that are due on the day or were before, the oldest first.
    ///
    /// A promise is kept by a later record that names it (`--reference R-3`), or by one of the same kind for the same line or
    /// prospect.
    package func followUps(of technician: TechnicianID, until today: CivilDate) throws -> [FollowUp] {
        try select(
            """
            service_records.follow_up <= ?2 AND service_records.state <> 'void'
            AND coalesce(json_extract(service_records.content, '$.performer'), service_records.technician) = ?3
            AND NOT EXISTS (
                SELECT 1 FROM service_records AS later
                WHERE later.number > service_records.number AND later.state <> 'void'
                    AND (later.reference = 'r-' || service_records.number
                        OR (later.customer = service_records.customer AND later.line IS service_records.line
                            AND later.kind = service_records.kind))
            )
            """, [today.dayNumber, technician], .all, order: "follow_up, number"
        ).compactMap { record in
            record.content.followUp.map { FollowUp(record: record, date: $0, isOverdue: $0 < today) }
        }
    }
}
