/// The bytes of a file with its references replaced, so that code which only moved is alike.
struct NormalBytes {
    private(set) var bytes: UnsafeMutableBufferPointer<UInt8>

    init(_ original: UnsafeRawBufferPointer) {
        bytes = .allocate(capacity: original.count)
        _ = bytes.initialize(from: original)
    }

    func free() {
        bytes.deallocate()
    }

    /// Puts labels in the place of references.
    func replace(_ references: [Reference], _ label: (Int) -> UInt32) {
        guard let start = bytes.baseAddress else { return }
        let raw = UnsafeMutableRawPointer(start)
        for reference in references {
            let value = label(reference.target)
            switch reference.form {
            case .relative, .based, .backward:
                raw.storeBytes(of: value, toByteOffset: reference.position, as: UInt32.self)
            case .absolute:
                raw.storeBytes(of: UInt64(value) << 32 | UInt64(value), toByteOffset: reference.position, as: UInt64.self)
            case .armBranch:
                let kept = raw.loadUnaligned(fromByteOffset: reference.position, as: UInt32.self) & 0xFC00_0000
                raw.storeBytes(of: kept | value & 0x03FF_FFFF, toByteOffset: reference.position, as: UInt32.self)
            case .armPage:
                let kept = raw.loadUnaligned(fromByteOffset: reference.position, as: UInt32.self) & 0x9F00_001F
                raw.storeBytes(of: kept | value & 0x60FF_FFE0, toByteOffset: reference.position, as: UInt32.self)
            }
        }
    }

    /// A label for a target: another target, another label, in all four bytes as a rule.
    static func label(_ target: Int) -> UInt32 {
        var value = UInt32(truncatingIfNeeded: target) &* 0x9E37_79B1
        value ^= value >> 15
        value &*= 0x85EB_CA77
        return value ^ value >> 13
    }
}
