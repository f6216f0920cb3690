/// One of the streams of a patch: how it is packed, and how long it is packed and unpacked.
struct PatchStream: Equatable, Sendable {
    /// The streams, in the order in which they stand in the patch.
    enum Kind: Int, CaseIterable, Sendable {
        /// For each copy, how many literals come before it.
        case literalLengths
        /// For each copy, its length.
        case copyLengths
        /// For each copy, how far its old position is from the end of the one before.
        case seeks
        /// How many plain bytes are right before each that is wrong.
        case byteGaps
        /// What to add to the wrong ones.
        case bytes
        /// How many references are right before each that is wrong.
        case referenceGaps
        /// What to add to the wrong ones.
        case references
        /// Bytes of the new file that are in no copy.
        case literals
    }

    let packing: StreamPacking
    let packedSize: Int
    let size: Int
}

extension PatchStream.Kind {
    /// What this stream's decoder may look back on, bytes.
    var window: Int { self == .literals ? DeltaLimits.literalWindow : DeltaLimits.streamWindow }
}
