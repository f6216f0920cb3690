import Cryptography
import Primitives
import Testing

@testable import AuditLog

struct LeafInputTests {
    static let salt = [UInt8](repeating: 7, count: 16)

    @Test func theBytesAreThoseOfTheSpecification() throws {
        let entry = try AuditEntry(
            epoch: 1, index: 2, time: Timestamp(milliseconds: -1), kind: AuditKind(rawValue: "a.b"), ids: ["z": "1", "B": "22"],
            payload: [9], salt: Self.salt)
        let text = Hexadecimal.encode(LeafInput.encode(entry))
        let expected =
            "01" + "00000001" + "0000000000000002" + "ffffffffffffffff" + "00000003612e62" + "00000002" + "0000000142"
            + "000000023232"
            + "000000017a" + "0000000131" + Digest.of(Self.salt + [9]).description
        #expect(text == expected)
        #expect(entry.leaf == Digest.of([0] + LeafInput.encode(entry)))
    }

    @Test func erasingThePayloadKeepsTheLeaf() throws {
        let entry = try AuditEntry(
            epoch: 1, index: 0, time: Timestamp(milliseconds: 0), kind: .sessionRequested, payload: [1, 2, 3], salt: Self.salt)
        #expect(entry.erased().leaf == entry.leaf)
        #expect(entry.erased().content == nil)
    }

    /// Every pair of these differs in fields only, and would be one line in a log of text lines.
    @Test func `H40 newlines and separators in fields are data`() throws {
        let fields: [(String, [String: String])] = [
            ("a\nb", [:]), ("a", ["b": ""]), ("a", ["": "b"]), ("a", ["b\n": ""]), ("a", ["b": "\n"]), ("a", ["b": "c\u{0}"]),
            ("a", ["b": "c", "d": "e"]), ("a", ["b": "c\nd=e"]), ("a", ["b": "c\u{0}d", "e": ""]),
        ]
        let leaves = try fields.map { kind, ids in
            try AuditEntry(
                epoch: 1, index: 0, time: Timestamp(milliseconds: 0), kind: AuditKind(rawValue: kind), ids: ids, payload: [],
                salt: Self.salt
            ).leaf
        }
        #expect(Set(leaves).count == fields.count)
    }

    @Test func limitsHoldAtTheLimitAndOneAbove() throws {
        func make(kind: Int = 1, ids: Int = 0, salt: Int = 16, payload: Int = 0) throws {
            _ = try AuditEntry(
                epoch: 1, index: 0, time: Timestamp(milliseconds: 0),
                kind: AuditKind(rawValue: String(repeating: "k", count: kind)),
                ids: Dictionary(uniqueKeysWithValues: (0..<ids).map { ("\($0)", "v") }),
                payload: [UInt8](repeating: 0, count: payload),
                salt: [UInt8](repeating: 0, count: salt))
        }
        try make(kind: AuditEntry.kindBytes, ids: AuditEntry.idLimit, payload: AuditEntry.payloadBytes)
        #expect(throws: Failure.self) { try make(kind: AuditEntry.kindBytes + 1) }
        #expect(throws: Failure.self) { try make(kind: 0) }
        #expect(throws: Failure.self) { try make(ids: AuditEntry.idLimit + 1) }
        #expect(throws: Failure.self) { try make(salt: 15) }
        #expect(throws: Failure.self) { try make(payload: AuditEntry.payloadBytes + 1) }
    }
}
