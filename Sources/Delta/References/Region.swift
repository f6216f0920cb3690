/// A stretch of the old file in which references are found by one rule.
struct Region: Equatable, Sendable {
    /// The rules; their numbers are those of the patch format.
    enum Kind: UInt8, CaseIterable, Sendable {
        /// Instructions of x86-64: 32-bit displacements from the instruction's end.
        case x86 = 1
        /// Instructions of AArch64: BL, B and ADRP.
        case arm = 2
        /// Records of .eh_frame: a function's start, and its exception table.
        case frames = 3
        /// Pairs of 32-bit words, relative to the section's start: .eh_frame_hdr behind its header.
        case frameIndex = 4
        /// Entries of 24 bytes: an address, a type, an addend.
        case relocations = 5
        /// 64-bit addresses.
        case pointers = 6
        /// Entries of 24 bytes with an address at 8: .dynsym.
        case symbols = 7
        /// 32-bit words relative to a table's start: the tables of switch statements.
        case jumpTables = 8
    }

    /// Bytes of .eh_frame_hdr before its table; the words of the table count from their start.
    static let frameIndexHeader = 12

    let kind: Kind
    let position: Int
    let length: Int
    /// Which program of the file it belongs to: its areas.
    let image: Int

    var end: Int { position + length }
}
