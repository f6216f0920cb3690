package import Primitives

extension Failure.Code {
    /// The vendor has published no such script. Parameters: name, version.
    package static let scriptUnknown = Failure.Code(rawValue: "script.unknown")
    /// A script takes no such parameter. Parameters: script, name, known.
    package static let scriptParameterUnknown = Failure.Code(rawValue: "script.parameter-unknown")
    /// A script needs a parameter that was not given. Parameters: script, name, type.
    package static let scriptParameterMissing = Failure.Code(rawValue: "script.parameter-missing")
    /// Not what the parameter takes. Parameters: name, type, allowed.
    package static let scriptParameterValue = Failure.Code(rawValue: "script.parameter-value")
}
