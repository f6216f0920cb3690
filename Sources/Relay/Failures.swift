package import Primitives

extension Failure.Code {
    /// `init` on a directory that holds a relay (`path`).
    package static let relayExists = Failure.Code(rawValue: "relay.exists")
    /// A directory that no `init` was run on (`path`).
    package static let relayNotInitialised = Failure.Code(rawValue: "relay.not-initialised")
    /// The relay's directory or a file in it cannot be used (`path`).
    package static let relayDirectory = Failure.Code(rawValue: "relay.directory")
    /// Offline keys lie in the relay's directory (`path`).
    package static let relayHoldsOfflineKeys = Failure.Code(rawValue: "relay.holds-offline-keys")
    /// Not a vendor id: a to z, digits and hyphens (`vendor`).
    package static let relayVendor = Failure.Code(rawValue: "relay.vendor")
    /// Nothing has that name (`text`), or several things have (`candidates`).
    package static let findNothing = Failure.Code(rawValue: "find.nothing")
    package static let findAmbiguous = Failure.Code(rawValue: "find.ambiguous")
    /// The machine has no connection now (`machine`, `last_seen` in milliseconds, 0: never).
    package static let machineAway = Failure.Code(rawValue: "machine.away")
    /// The machine is revoked or set aside (`machine`, `state`).
    package static let machineInactive = Failure.Code(rawValue: "machine.inactive")
    /// The technician is not active (`technician`, `state`).
    package static let technicianInactive = Failure.Code(rawValue: "technician.inactive")
    /// Too many come at once; the caller was told how long to stay away (`delay`, milliseconds).
    package static let relayBusy = Failure.Code(rawValue: "relay.busy")
    /// So many sessions are open on the machine already (`limit`).
    package static let sessionsTooMany = Failure.Code(rawValue: "call.refused")
    /// Too many wrong support codes: none is looked at before then (`until`, milliseconds).
    package static let codeCoolOff = Failure.Code(rawValue: "code.cool-off")
    /// What was written down named a support code that is not this contract's (`contract`).
    package static let codeNoMatch = Failure.Code(rawValue: "code.no-match")
    /// Content that is not here, or that this technician did not send (`id`).
    package static let blobAbsent = Failure.Code(rawValue: "blob.absent")
    /// A block is not the one that the manifest names (`block`).
    package static let blobMismatch = Failure.Code(rawValue: "blob.mismatch")
    /// More bytes came than the manifest names.
    package static let blobExcess = Failure.Code(rawValue: "blob.excess")
    /// The relay's disk has no room beside its reserve; what is durable stays (`free`, `reserve`).
    package static let blobFull = Failure.Code(rawValue: "blob.full")
    /// The relay's disk failed (`call`, `reason`).
    package static let blobBroken = Failure.Code(rawValue: "blob.broken")
    /// Words that choose machines and mean nothing (`column`, from 1; `expected`; `found`).
    package static let selectionMalformed = Failure.Code(rawValue: "selection.malformed")
    /// The bytes that were sent are not those that were announced; nothing is kept, it begins again at 0 (`id`).
    package static let attachmentDigest = Failure.Code(rawValue: "help.attachment-digest")
    /// A newer connection of the same machine took this one's place.
    package static let connectionDisplaced = Failure.Code(rawValue: "connection.displaced")
}
