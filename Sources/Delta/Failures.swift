package import Primitives

extension Failure.Code {
    /// There is no memory for making or applying a patch.
    package static let deltaMemory = Failure.Code(rawValue: "delta.memory")
    /// No patch, or one that contradicts itself or passes a limit (H53). Parameters: reason.
    package static let deltaMalformed = Failure.Code(rawValue: "delta.malformed")
    /// A patch of a format that this program does not know. Parameters: version.
    package static let deltaVersion = Failure.Code(rawValue: "delta.version")
    /// Members were packed by an encoder that this program does not have; the full release is to be used. Parameters: needed, have.
    package static let deltaEncoder = Failure.Code(rawValue: "delta.encoder")
    /// The old file or tree is not the one that the patch was made from; nothing was written. Parameters: path (of a tree's file).
    package static let deltaWrongOld = Failure.Code(rawValue: "delta.wrong-old")
    /// What the patch gave is not what it says it gives; nothing is used. Parameters: path (of a tree's file).
    package static let deltaWrongNew = Failure.Code(rawValue: "delta.wrong-new")
    /// Files too large for patches. Parameters: size, limit.
    package static let deltaTooLarge = Failure.Code(rawValue: "delta.too-large")
    /// The disk or the system refused. Parameters: path, call, reason.
    package static let deltaFile = Failure.Code(rawValue: "delta.file")
}
