/// What one SQLite column can hold. Real numbers are left out: quantities and money are integers here.
package enum StoredValue: Hashable, Sendable {
    case null
    case integer(Int64)
    case text(String)
    case bytes([UInt8])
}
