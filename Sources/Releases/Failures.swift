package import Primitives

extension Failure.Code {
    /// No release directory, or nothing of that name in it. Parameters: name.
    package static let releaseAbsent = Failure.Code(rawValue: "release.absent")
    /// It is there already, and other than what was to be written. Parameters: name.
    package static let releaseExists = Failure.Code(rawValue: "release.exists")
    /// Something to be published lacks signatures. Parameters: role, threshold, found.
    package static let releaseUnsigned = Failure.Code(rawValue: "release.unsigned")
    /// A file or directory of releases cannot be used. Parameters: path, reason, errno.
    package static let releaseStorage = Failure.Code(rawValue: "release.storage")
}
