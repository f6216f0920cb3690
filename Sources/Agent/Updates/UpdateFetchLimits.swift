import Primitives

/// What fetching of releases may take of this machine (H61, H63).
package struct UpdateFetchLimits: Sendable {
    /// How long one file of metadata may take.
    package var metadataTime: Duration = .seconds(60)
    /// How long nothing of a target may arrive.
    package var silence: Duration = .seconds(60)
    /// Bytes that stay free on the disk of the spool.
    package var diskReserve: Int64 = 512 << 20
    /// Bytes of one target; its own length, which is signed, counts too.
    package var targetBytes: Int64 = 16 << 30
    /// Bytes a second at most, so that the shop's own line stays usable; nil: as fast as it goes.
    package var bytesPerSecond: Int64?

    package init() {}
}
