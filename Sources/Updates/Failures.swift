package import Primitives

extension Failure.Code {
    /// Bytes that are no metadata of the role. Parameters: role, reason, offset.
    package static let metadataMalformed = Failure.Code(rawValue: "metadata.malformed")
    /// Over its limit (H63). Parameters: role, limit.
    package static let metadataTooLarge = Failure.Code(rawValue: "metadata.too-large")
    /// Too few of the role's keys signed (H59). Parameters: role, threshold, found.
    package static let metadataUnsigned = Failure.Code(rawValue: "metadata.unsigned")
    /// A version that falls, jumps or is not the listed one (H60, H62). Parameters: role, expected, found.
    package static let metadataVersion = Failure.Code(rawValue: "metadata.version")
    /// Out of time (H61). Parameters: role, expires (milliseconds).
    package static let metadataExpired = Failure.Code(rawValue: "metadata.expired")
    /// Not the length or digest that was listed. Parameters: role, reason.
    package static let metadataMismatch = Failure.Code(rawValue: "metadata.mismatch")
    /// A role that was listed before, or is delegated to, is missing in the snapshot (H62). Parameters: role.
    package static let metadataDropped = Failure.Code(rawValue: "metadata.dropped")
    /// The repository has not got it. Parameters: name.
    package static let metadataAbsent = Failure.Code(rawValue: "metadata.absent")
    /// The source of metadata failed, or was too slow (H63). Parameters: name, reason.
    package static let metadataUnreachable = Failure.Code(rawValue: "metadata.unreachable")
    /// The directory of trusted metadata cannot be used. Parameters: path, reason, errno.
    package static let metadataStorage = Failure.Code(rawValue: "metadata.storage")

    /// No role that is trusted for the path lists it. Parameters: target.
    package static let targetUnknown = Failure.Code(rawValue: "target.unknown")
    /// Content that is not what the metadata says. Parameters: target, reason.
    package static let targetMismatch = Failure.Code(rawValue: "target.mismatch")
    /// What the target says of itself is missing, wrong or contradicts its path (H64). Parameters: target, reason.
    package static let targetMalformed = Failure.Code(rawValue: "target.malformed")
    /// Validly signed, but of another product, platform or kind than was asked for (H64). Parameters: target, expected, found.
    package static let targetForeign = Failure.Code(rawValue: "target.foreign")
    /// No release leads from the installed version to the wanted one. Parameters: product, platform, installed, version, reason, first.
    package static let targetUnavailable = Failure.Code(rawValue: "target.unavailable")
}
