import Cryptography
import Primitives
import Storage

/// Rows of the ledger as the log keeps them: one row a line, the table's name and then its columns parted by tabs.
///
/// Numbers are decimal, NULL is `\N`, and in a text tab, newline, return and backslash are `\t`, `\n`, `\r` and `\\`, as in
/// PostgreSQL's COPY. A text of more than `longestText` bytes is named by its SHA-256 in hexadecimal: `sha256:…`.
struct LedgerLines {
    /// Texts up to so many bytes stand in a line; ids and keys fit. Longer ones would make the log as large as the ledger.
    static let longestText = 96

    private(set) var bytes: [UInt8] = []

    init() {
        bytes.reserveCapacity(2048)
    }

    mutating func append(_ table: LedgerTable, _ values: some Sequence<StoredValue>) {
        bytes += table.rawValue.utf8
        for value in values {
            bytes.append(Self.tab)
            append(value)
        }
        bytes.append(Self.newline)
    }

    private mutating func append(_ value: StoredValue) {
        switch value {
        case .null: bytes += "\\N".utf8
        case .integer(let number): bytes += String(number).utf8
        case .text(let text):
            guard text.utf8.count <= Self.longestText else {
                bytes += "sha256:\(Digest.of(text.utf8))".utf8
                return
            }
            guard text.utf8.contains(where: Self.isEscaped) else {
                bytes += text.utf8
                return
            }
            for byte in text.utf8 { append(byte) }
        // No column of these tables is a blob; by hand one can be made of it where the table is not strict.
        case .bytes(let blob): bytes += "\\x\(Hexadecimal.encode(blob))".utf8
        }
    }

    private mutating func append(_ byte: UInt8) {
        switch byte {
        case Self.tab: bytes += "\\t".utf8
        case Self.newline: bytes += "\\n".utf8
        case 0x0d: bytes += "\\r".utf8
        case 0x5c: bytes += "\\\\".utf8
        default: bytes.append(byte)
        }
    }

    private static func isEscaped(_ byte: UInt8) -> Bool {
        byte == tab || byte == newline || byte == 0x0d || byte == 0x5c
    }

    static let tab: UInt8 = 0x09
    static let newline: UInt8 = 0x0a
}
