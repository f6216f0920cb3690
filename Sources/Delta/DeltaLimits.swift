/// What bounds a patch, its maker and its applier.
package enum DeltaLimits {
    /// Positions are 31-bit numbers: the old and the new file, each with the zeroed memory of its programs behind it. Bytes.
    package static let maximumSize = 2_147_483_647
    /// The longest patch that is read, bytes.
    package static let maximumPatch = 1_073_741_824
    /// Copies of one patch: with the map over them they are what an applier keeps in memory, 20 bytes each.
    package static let maximumCopies = 262_144
    /// Programs in one file whose references are followed; further ones are plain bytes.
    static let maximumImages = 64
    /// Areas of all programs of one file.
    static let maximumAreas = 512
    /// Regions of the old file in which references are found.
    static let maximumRegions = 4096
    /// Old bytes of a copy that are read together; at each multiple from the copy's start reading begins anew.
    static let pieceSize = 65_536
    /// What a decoder of literals looks back on, bytes.
    static let literalWindow = 4_194_304
    /// What the decoders of the other streams look back on, bytes.
    static let streamWindow = 524_288
    /// Packed members of one file, and ways in which those of the new one were packed.
    static let maximumMembers = 8192
    static let maximumEncodings = 64
    /// Shorter members stay as they are, bytes.
    static let smallestMember = 128
    /// A tree's listing as text, bytes.
    package static let maximumListing = 67_108_864
}
