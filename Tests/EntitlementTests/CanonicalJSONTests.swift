import Foundation
import Primitives
import Testing

@testable import Entitlement

/// The keys of reservations and stored plans are compared as texts: the fast encoder must write what Foundation's writes.
@Suite struct CanonicalJSONTests {
    private func general(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    private func expectSame(_ value: some Encodable) throws {
        #expect(try CanonicalJSON.encode(value) == general(value))
    }

    @Test func `texts are escaped alike`() throws {
        let all = String(String.UnicodeScalarView((0..<0x250).compactMap { Unicode.Scalar($0) }))
        try expectSame([all, "", "a/b\\c\"d", "نیم‌فاصله ۱۲", "\u{2028}\u{1F600}\u{7f}"])
        try expectSame([
            "": "empty", "a\"b": "c", "B": "1", "a": "2", "Ab": "3", "a1": "4", "a10": "5", "a2": "6", "é": "7", "z": "8",
        ])
    }

    @Test func `numbers, flags, nothing and nesting are written alike`() throws {
        struct Everything: Encodable {
            struct Nested: Encodable {}

            enum Choice: Encodable {
                case plain
                case one(Int64)
                case named(total: Int, of: String?)
            }

            let signed = [Int64.min, 0, Int64.max]
            let small: [Int8] = [-128, 127]
            let big = UInt64.max
            let flags = [true, false]
            let missing: Int? = nil
            let gaps: [Int?] = [1, nil]
            let nested = Nested()
            let empty: [String] = []
            let choices: [Choice] = [.plain, .one(1), .named(total: 2, of: nil), .named(total: 3, of: "x")]
            let map = ["two": [2: "b"], "one": [:]]
        }
        try expectSame(Everything())
    }

    @Test func `a class that encodes its superclass is written alike`() throws {
        class Base: Encodable {
            let base = 1
        }
        final class Derived: Base {
            override func encode(to encoder: any Encoder) throws {
                var container = encoder.container(keyedBy: Key.self)
                try container.encode(2, forKey: .derived)
                try super.encode(to: container.superEncoder())
            }

            enum Key: CodingKey { case derived }
        }
        try expectSame([Derived()])
    }

    @Test func `real numbers are refused`() {
        #expect(throws: EncodingError.self) { try CanonicalJSON.encode([0.5]) }
    }

    @Test func `plans, questions and verdicts are written alike`() throws {
        let plan = try SamplePlan.snapshot()
        try expectSame(plan)
        let decoded = try CanonicalJSON.decode(PlanSnapshot.self, from: try CanonicalJSON.encode(plan))
        #expect(decoded == plan)
    }
}
