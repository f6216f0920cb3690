import Primitives

/// The Ed25519 points whose order divides eight, in every encoding.
///
/// For such a key a signature can be made without any secret and can hold for many messages, so its owner could deny what was
/// signed with it. RFC 8032 lets them pass; we do not.
enum WeakKeys {
    /// The y coordinates, little-endian in hexadecimal, with the sign bit of x clear: order 4, order 1, the two of order 8, order 2,
    /// and 0 and 1 again as p and p + 1.
    private static let coordinates: Set<[UInt8]> = Set(
        [
            "0000000000000000000000000000000000000000000000000000000000000000",
            "0100000000000000000000000000000000000000000000000000000000000000",
            "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
            "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
            "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        ].compactMap { Hexadecimal.decode($0) })

    static func contains(_ key: [UInt8]) -> Bool {
        guard let last = key.last else { return false }
        return coordinates.contains(key.dropLast() + [last & 0x7f])
    }
}
