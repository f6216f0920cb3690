import Cryptography
import Primitives

/// The canonical bytes of an entry that its leaf hashes (Protocol/README.md, "Audit log").
///
///     u8  version = 1
///     u32 epoch
///     u64 index
///     i64 time, milliseconds since 1970
///     u32 length, kind
///     u32 number of ids, then for each, ordered by the bytes of its name: u32 length, name, u32 length, value
///     32  SHA-256(salt ‖ payload)
///
/// Numbers are big-endian; every field has a fixed width or its length before it, so no field's content, newlines and separators
/// included, can be taken for another field (H40).
package enum LeafInput {
    package static let version: UInt8 = 1

    package static func encode(_ entry: AuditEntry) -> [UInt8] {
        var bytes: [UInt8] = [version]
        append(entry.epoch, to: &bytes)
        append(entry.index, to: &bytes)
        append(UInt64(bitPattern: entry.time.milliseconds), to: &bytes)
        append(entry.kind.rawValue, to: &bytes)
        append(UInt32(truncatingIfNeeded: entry.ids.count), to: &bytes)
        let ids = entry.ids.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        for (name, value) in ids {
            append(name, to: &bytes)
            append(value, to: &bytes)
        }
        bytes += entry.payloadDigest.bytes
        return bytes
    }

    private static func append(_ number: some FixedWidthInteger, to bytes: inout [UInt8]) {
        withUnsafeBytes(of: number.bigEndian) { bytes += $0 }
    }

    private static func append(_ text: String, to bytes: inout [UInt8]) {
        // No text of 4 GiB reaches here: entries are capped when made and when decoded.
        append(UInt32(truncatingIfNeeded: text.utf8.count), to: &bytes)
        bytes += text.utf8
    }
}
