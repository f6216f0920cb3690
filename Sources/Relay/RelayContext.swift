import Cryptography
import Entitlement
import Logging
import Primitives
import RelayStorage
import Sessions
import SignedObjects
import Storage

/// What every service of the relay works with.
struct RelayContext: Sendable {
    let identity: RelayIdentity
    let keys: RelayKeys
    let database: Database
    let trust: RelayTrust
    let clock: any WallClock
    /// All terms, holidays and tariffs are of this zone.
    let zone: CivilZone
    let presence = Presence()
    let changes = SessionChanges()
    let turns = CallTurns()
    let live = LiveTransfers()
    let storedChanges = StoredChanges()
    let manifestMemory = ManifestMemory()
    /// Content that waits for machines.
    let blobs: BlobStore
    /// What the vendor publishes.
    let releases: ReleaseStore
    let logger: Logger

    var vendor: String { identity.vendor }

    init(
        home: RelayHome, clock: any WallClock, limits: TransferLimits = TransferLimits(),
        releaseLimits: ReleaseLimits = ReleaseLimits(), logger: Logger
    ) throws {
        try home.require()
        try home.refuseOfflineKeys()
        database = try Database.open(path: home.databasePath, schema: RelaySchema.current)
        (identity, trust, keys) = try database.read { transaction in
            let identity = try transaction.relayIdentity()
            let keys = try RelayKeys.load(from: home)
            return (identity, try RelayTrust(stored: transaction, root: identity.rootKey, keys: keys), keys)
        }
        zone = try CivilZone.tehran()
        blobs = try BlobStore(home: home, limits: limits)
        releases = try ReleaseStore(home: home, limits: releaseLimits)
        self.clock = clock
        self.logger = logger
    }
}
