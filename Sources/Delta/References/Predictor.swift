/// Says what a reference of the old file becomes in the new one: it leads to where the copies moved its target.
///
/// Where a patch corrects it, the corrected target is remembered for the next reference to the same place.
final class Predictor {
    private let map: CopyMap
    private let space: AddressSpace
    /// Old target + 1 and new target, by a hash of the old one; the newest correction stays.
    private let learned: UnsafeMutablePointer<(old: UInt32, new: UInt32)>
    /// A bit for each slot that holds something: these stay in the processor's nearest memory, the slots do not.
    private let filled: UnsafeMutablePointer<UInt64>
    private static let slots = 1 << 17

    init(_ map: CopyMap, new space: AddressSpace) {
        self.map = map
        self.space = space
        learned = .allocate(capacity: Self.slots)
        learned.initialize(repeating: (0, 0), count: Self.slots)
        filled = .allocate(capacity: Self.slots / 64)
        filled.initialize(repeating: 0, count: Self.slots / 64)
    }

    deinit {
        learned.deallocate()
        filled.deallocate()
    }

    @inline(__always)
    private func slot(_ target: Int) -> Int {
        Int((UInt32(truncatingIfNeeded: target) &* 0x9E37_79B1) >> 15)
    }

    @inline(__always)
    private func learnedTarget(_ target: Int) -> Int? {
        let slot = slot(target)
        guard filled[slot >> 6] >> UInt64(slot & 63) & 1 != 0 else { return nil }
        let entry = learned[slot]
        return Int(entry.old) == target + 1 ? Int(entry.new) : nil
    }

    /// The word that is expected at a new position; the old word where there is nothing to expect.
    @inline(__always)
    func word(for reference: Reference, at position: Int, old: UInt64) -> UInt64 {
        let target = learnedTarget(reference.target) ?? map(reference.target)
        guard let there = space.address(of: target) else { return old }
        if reference.form == .absolute { return UInt64(bitPattern: Int64(there)) }
        guard let here = origin(reference, position) else { return old }
        switch reference.form {
        case .relative, .based, .absolute: return UInt64(UInt32(truncatingIfNeeded: there &- here))
        case .backward: return UInt64(UInt32(truncatingIfNeeded: here &- there))
        case .armBranch: return old & 0xFC00_0000 | UInt64(UInt32(truncatingIfNeeded: (there &- here) >> 2) & 0x03FF_FFFF)
        case .armPage:
            let pages = UInt32(truncatingIfNeeded: there >> 12 &- here >> 12)
            return old & 0x9F00_001F | UInt64((pages & 3) << 29 | (pages >> 2 & 0x7FFFF) << 5)
        }
    }

    /// The new address from which the field counts.
    @inline(__always)
    private func origin(_ reference: Reference, _ position: Int) -> Int? {
        if reference.form == .based { return space.address(of: map(reference.bias)) }
        return space.address(of: position).map { $0 + reference.bias }
    }

    /// Remembers what a field really holds.
    func learn(_ reference: Reference, at position: Int, actual: UInt64) {
        guard let image = space.image(at: position), let here = origin(reference, position) else { return }
        let short = Int(Int32(truncatingIfNeeded: actual))
        let address: Int
        switch reference.form {
        case .relative, .based: address = here &+ short
        case .backward: address = here &- short
        case .absolute:
            guard actual < 1 << 47 else { return }
            address = Int(actual)
        case .armBranch: address = here &+ Int(Int32(truncatingIfNeeded: actual << 6) >> 4)
        case .armPage:
            let pages = Int(Int32(truncatingIfNeeded: actual << 8) >> 11) & ~3 | Int(actual >> 29 & 3)
            address = here & ~0xFFF &+ pages << 12
        }
        guard let target = space.position(of: address, image: image) else { return }
        let slot = slot(reference.target)
        learned[slot] = (UInt32(reference.target + 1), UInt32(target))
        filled[slot >> 6] |= 1 << UInt64(slot & 63)
    }
}
