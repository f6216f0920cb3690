package import Primitives

extension Failure.Code {
    /// No release directory, or nothing of that name in it. Parameters: name.
    package static let releaseAbsent = Failure.Code(rawValue: "release.absent")
    /// No release directory is there: `release init` makes one (path).
    package static let releaseNoDirectory = Failure.Code(rawValue: "release.no-directory")
    /// It is there already, and other than what was to be written. Parameters: name.
    package static let releaseExists = Failure.Code(rawValue: "release.exists")
    /// The version was published once with another content, and withdrawn. Parameters: name, version.
    package static let releaseVersionWithdrawn = Failure.Code(rawValue: "release.version-withdrawn")
    /// Something to be published lacks signatures. Parameters: role, threshold, found.
    package static let releaseUnsigned = Failure.Code(rawValue: "release.unsigned")
    /// So many keys of so many cannot be asked for. Parameters: role, threshold, keys.
    package static let releaseThreshold = Failure.Code(rawValue: "release.threshold")
    /// A file or directory of releases cannot be used. Parameters: path, reason, errno.
    package static let releaseStorage = Failure.Code(rawValue: "release.storage")
}
