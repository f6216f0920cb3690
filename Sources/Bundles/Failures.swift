package import Primitives

extension Failure.Code {
    /// A file that is no bundle of a diagnosis, or a damaged one (`reason`).
    package static let diagnosisBundle = Failure.Code(rawValue: "diagnosis.bundle")
    /// No bundle of that name (`path`).
    package static let diagnosisNoBundle = Failure.Code(rawValue: "diagnosis.no-bundle")
    /// The files of a bundle could not be written or read (`path`, `reason`).
    package static let diagnosisBundleFile = Failure.Code(rawValue: "diagnosis.bundle-file")
    /// More than a bundle may hold (`what`, `limit`).
    package static let diagnosisBundleTooLarge = Failure.Code(rawValue: "diagnosis.bundle-too-large")
    /// A file without which a bundle says nothing was to be left out (`name`).
    package static let diagnosisAlwaysSent = Failure.Code(rawValue: "diagnosis.always-sent")
    /// The diagnosis has no such file (`name`).
    package static let diagnosisNoFile = Failure.Code(rawValue: "diagnosis.no-file")
}
