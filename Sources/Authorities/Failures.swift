package import Primitives

extension Failure.Code {
    /// Not an authority directory, or it cannot be made (`path`).
    package static let authorityDirectory = Failure.Code(rawValue: "authority.directory")
}
