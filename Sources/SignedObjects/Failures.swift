package import Primitives

extension Failure.Code {
    /// A body that is no message of its kind, or not the plain encoding of one. Parameters: object, reason.
    package static let objectMalformed = Failure.Code(rawValue: "object.malformed")
    /// A body with a field or an enum value that this version does not know: it could be a new restriction. Parameters: object, field.
    package static let objectUnknownField = Failure.Code(rawValue: "object.unknown-field")

    /// A bundle or revocation list older than the one that is held. Parameters: object, held, found.
    package static let trustSuperseded = Failure.Code(rawValue: "trust.older")
    /// Another bundle or list under the number of the one that is held. Parameters: object, number.
    package static let trustConflict = Failure.Code(rawValue: "trust.conflict")
    /// The bundle demands a newer revocation list than is there. Parameters: needed, found.
    package static let trustListMissing = Failure.Code(rawValue: "trust.list-missing")
    /// A signer that the bundle does not name for this. Parameters: object, key.
    package static let trustUnknownSigner = Failure.Code(rawValue: "trust.unknown-signer")
    /// The bundle names no usable authority or key of a role. Parameters: role.
    package static let trustIncomplete = Failure.Code(rawValue: "trust.incomplete")
    /// The technician who signed an operation has a certificate that ends before it. Parameters: operation.
    package static let trustOutlives = Failure.Code(rawValue: "trust.outlives-certificate")
}

extension Failure.Code {
    /// The manifest is not the one that was signed over.
    package static let operationManifestDiffers = Failure.Code(rawValue: "operation.manifest-differs")
}
