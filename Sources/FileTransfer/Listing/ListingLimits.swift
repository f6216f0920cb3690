/// What one listing holds: it travels as one record of 8 MiB.
package enum ListingLimits {
    /// Names in one listing, as many as a manifest has.
    package static let entries = 50_000
    /// Bytes of all paths and targets together: the rest of the record is for sizes, modes and times.
    package static let textBytes = 5 << 20
}
