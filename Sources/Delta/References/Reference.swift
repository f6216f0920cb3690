/// A field of old bytes that names another place.
struct Reference {
    /// Where the field stands in the old file.
    let position: Int
    /// Where in the old file (or behind its end) it leads.
    let target: Int
    /// What the field's value counts from, less the field's own address: bytes to the instruction's end, for example.
    let bias: Int
    let form: Form

    enum Form: UInt8, Sendable {
        /// 32 bits, relative to the field's address and the bias.
        case relative
        /// 32 bits, relative to another place, whose old position is `bias`.
        case based
        /// 32 bits, how far before the field the target is.
        case backward
        /// 64 bits, an address.
        case absolute
        /// 26 bits of a BL or B, counted in words.
        case armBranch
        /// 21 bits of an ADRP, counted in pages.
        case armPage
    }
}
