package import Entitlement
package import Storage

extension Transaction {
    /// What the vendor has told the relay, as this transaction sees it.
    package func entitlementSetting(in zone: CivilZone) throws -> EntitlementSetting {
        EntitlementSetting(zone: zone)
    }
}
