import Primitives

/// What waits at the relay is bounded in size, number and time.
package struct TransferLimits: Sendable {
    /// Bytes of all content at the relay, uploads under way counted whole. Ours: a disk of 512 GB keeps half for the rest.
    package var relayBytes: Int64 = 256 << 30
    /// Bytes of content of one organisation's technicians.
    package var organisationBytes: Int64 = 128 << 30
    /// Bytes of content of one technician.
    package var technicianBytes: Int64 = 64 << 30
    /// Bytes that stay free on the disk below blobs: the log and the ledger are on it too (H56).
    package var diskReserve: Int64 = 2 << 30
    /// How long content stays that no waiting operation needs: a plan that was interrupted goes on within a day.
    package var unusedLife: Duration = .seconds(24 * 3600)
    /// How long an upload may rest before its part goes.
    package var restingLife: Duration = .seconds(14 * 86_400)
    /// Stored operations that may wait at once of one technician: some pushes to every machine of a large vendor.
    package var waitingOfTechnician = 20_000
    /// Stored operations that the relay performs at once: each costs a buffer and a stream.
    package var atOnce = 32
    /// Uploads of one technician that may rest or run at once.
    package var uploadsOfTechnician = 64

    /// Manifests kept of one operation: a pull that is made again may find other files each time. The newest stay.
    package static let manifestsOfOperation = 4
    /// Operations in a list of those that are over; the newest.
    package static let listed = 1000
    /// Tags of one machine.
    package static let tags = 32
    /// Characters of a tag.
    package static let tagCharacters = 64
    /// Products that one machine may report.
    package static let products = 64
    /// Characters of a product's name or version.
    package static let productCharacters = 64

    package init() {}
}
