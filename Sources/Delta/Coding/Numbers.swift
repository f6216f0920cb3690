extension [UInt8] {
    /// Appends a number: seven bits a byte, the lowest first, the top bit of all but the last set.
    mutating func append(number: UInt64) {
        var rest = number
        while rest >= 128 {
            append(UInt8(truncatingIfNeeded: rest) | 128)
            rest >>= 7
        }
        append(UInt8(rest))
    }

    /// Appends a signed number: 0, −1, 1, −2, … as 0, 1, 2, 3, ….
    mutating func append(signed number: Int) {
        append(number: UInt64(bitPattern: Int64(number << 1 ^ number >> 63)))
    }

    /// Appends a number's bytes, the lowest first.
    mutating func append<Number: FixedWidthInteger>(fixed number: Number) {
        Swift.withUnsafeBytes(of: number.littleEndian) { append(contentsOf: $0) }
    }
}

extension Int {
    /// What `append(signed:)` wrote.
    @inline(__always)
    init(unfolding number: UInt64) {
        self = Int(truncatingIfNeeded: number >> 1) ^ -Int(truncatingIfNeeded: number & 1)
    }
}
