package import Entitlement
package import Storage

extension Transaction {
    /// What the vendor has told the relay, as this transaction sees it: the calendars in force and all tariffs.
    ///
    /// Cheap enough for each hold: rows without their contents, which were decoded once in this process.
    package func entitlementSetting(in zone: CivilZone) throws -> EntitlementSetting {
        EntitlementSetting(zone: zone, calendars: try calendars.inForce(), tariffs: try tariffs.all())
    }
}
