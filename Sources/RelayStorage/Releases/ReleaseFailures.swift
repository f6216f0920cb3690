package import Primitives

extension Failure.Code {
    /// More than may be kept of releases (`of`: releases or uploads; `limit`).
    package static let releaseQuota = Failure.Code(rawValue: "release.quota")
    /// Nothing is published under this name (`name`).
    package static let releaseUnpublished = Failure.Code(rawValue: "release.unpublished")
    /// What is to be published names a file that was not put, or another length of it (`name`).
    package static let releaseIncomplete = Failure.Code(rawValue: "release.incomplete")
    /// The name has another content already; names of metadata never change theirs (`name`).
    package static let releaseNameTaken = Failure.Code(rawValue: "release.name-taken")
    /// The target was published once and is withdrawn (`path`).
    package static let releaseWithdrawn = Failure.Code(rawValue: "release.withdrawn")
    /// No active session of this machine names the target (`path`).
    package static let releaseNotNamed = Failure.Code(rawValue: "release.not-named")
    /// Root does not name the relay's key for timestamp, or asks for more than one (`key`).
    package static let releaseTimestampKey = Failure.Code(rawValue: "release.timestamp-key")
    /// The relay has no key for timestamp: it is older than releases.
    package static let releaseNoKey = Failure.Code(rawValue: "release.no-key")
}
