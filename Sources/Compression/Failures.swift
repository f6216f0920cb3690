package import Primitives

extension Failure.Code {
    /// Bytes that are no complete, sound zlib stream of the announced length; `reason` says which.
    package static let compressionData = Failure.Code(rawValue: "compression.data")
    /// More output than the receiver allowed, in total or for the input that it came from.
    package static let compressionLimit = Failure.Code(rawValue: "compression.limit")
    /// Input that goes on and on without any output (H29).
    package static let compressionProgress = Failure.Code(rawValue: "compression.progress")
    /// The library has no memory for its state.
    package static let compressionMemory = Failure.Code(rawValue: "compression.memory")
}
