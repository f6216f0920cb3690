import Entitlement

/// Decoded JSON by the digest of its text. What is stored never changes, so a text means the same value for ever, in each
/// database; the ledger decides thousands of times a second on few different plans.
enum DecodedContents {
    static let plans = DigestCache<PlanSnapshot>(limit: 256)
    static let overrides = DigestCache<PurchaseOverrides>(limit: 256)
    static let calendars = DigestCache<BusinessCalendar>(limit: 64)
    static let tariffs = DigestCache<TariffVersion>(limit: 256)
}
