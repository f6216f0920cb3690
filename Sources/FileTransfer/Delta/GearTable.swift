import Cryptography

/// The numbers of the rolling hash: for each byte, the first eight bytes of SHA-256("hamyar gear " ‖ byte), big-endian.
enum GearTable {
    static let numbers: [UInt64] = (0...255).map { byte in
        Digest.of(Array("hamyar gear ".utf8) + [UInt8(byte)]).bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }
}
