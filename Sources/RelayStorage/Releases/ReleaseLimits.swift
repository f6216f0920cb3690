import Primitives

/// What is published is bounded in size, number and time.
package struct ReleaseLimits: Sendable {
    /// Bytes of all files of releases, uploads under way counted whole. Ours: some hundred releases of a large product with their patches.
    package var bytes: Int64 = 64 << 30
    /// Bytes that stay free on the disk below releases: the log and the ledger are on it too (H56).
    package var diskReserve: Int64 = 2 << 30
    /// Uploads that may rest or run at once, of all admins.
    package var uploads = 256
    /// How long a file stays that the current snapshot does not name: as long as a snapshot is valid, a machine may ask for what it names.
    package var unnamedLife: Duration = .seconds(30 * 86_400)
    /// How long an upload may rest before its part goes.
    package var restingLife: Duration = .seconds(14 * 86_400)
    /// How long a timestamp is valid (design of patches and updates).
    package var timestampLife: Duration = .seconds(86_400)
    /// When the relay signs it again: a machine always finds one that is valid for half a day.
    package var timestampPeriod: Duration = .seconds(12 * 3600)

    /// Files of metadata that one publish may bring.
    package static let metadataFiles = 512
    /// Roles of one repository.
    package static let roles = 256
    /// Targets of all roles together.
    package static let targets = 20_000
    /// Characters of a word that a target says of itself; what is longer is not shown.
    package static let wordCharacters = 64
    /// Bytes of metadata in one answer: with its other fields it fits a frame.
    package static let chunk = 48 << 10

    package init() {}
}
