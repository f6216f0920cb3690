package import Primitives

extension Failure.Code {
    /// A root of releases is trusted already (`path`).
    package static let updateRootKnown = Failure.Code(rawValue: "update.root-known")
    /// The directory of fetched releases cannot be used (`path`, `reason`).
    package static let updateSpool = Failure.Code(rawValue: "update.spool")
    /// No room for the release beside the reserve (`needed`, `free`, or `path`).
    package static let updateNoSpace = Failure.Code(rawValue: "update.no-space")
    /// Nothing of it arrived for too long (`seconds`).
    package static let updateSilent = Failure.Code(rawValue: "update.silent")
}
