import Cryptography
import Entitlement
import Foundation
import Primitives
import Storage
import Testing

@testable import RelayStorage

/// Requirements B1, B2.
struct SupportCodeTests {
    private static let day = 86_400

    @Test func `B2 a code is ten digits, the same until its week is over`() throws {
        let codes = try CodesUnderTest()
        let first = try codes.show()
        #expect(first.text.wholeMatch(of: /[0-9]{4}-[0-9]{3}-[0-9]{3}/) != nil)
        #expect(first.validUntil == codes.time(7 * Self.day) && first.oldValidUntil == nil)
        #expect(try codes.show(at: 7 * Self.day - 1).text == first.text)
        let second = try codes.show(at: 7 * Self.day)
        #expect(second.text != first.text && second.validUntil == codes.time(14 * Self.day))
        #expect(second.oldValidUntil == codes.time(8 * Self.day))
        #expect(try codes.isRight(first.text, at: 8 * Self.day - 1) && !codes.isRight(first.text, at: 8 * Self.day))
        #expect(try codes.isRight(second.text, at: 8 * Self.day))
    }

    @Test func `B2 a new code at once leaves the old one a day more, whether or not it is shown again`() throws {
        let codes = try CodesUnderTest()
        let first = try codes.show()
        let second = try codes.rotate(at: 60)
        #expect(second.oldValidUntil == codes.time(60 + Self.day) && second.text != first.text)
        #expect(try codes.isRight(first.text, at: 60 + Self.day - 1) && !codes.isRight(first.text, at: 60 + Self.day))
        #expect(try codes.show(at: 60 + Self.day).oldValidUntil == nil)
    }

    @Test func `a code that nobody asked for again ends a day after its week`() throws {
        let codes = try CodesUnderTest()
        let code = try codes.show()
        #expect(try codes.isRight(code.text, at: 8 * Self.day - 1) && !codes.isRight(code.text, at: 8 * Self.day))
        // Replaced on its last day, it lives no longer.
        let next = try codes.rotate(at: 7 * Self.day + 3600)
        #expect(next.oldValidUntil == codes.time(8 * Self.day))
    }

    @Test func `new codes again and again leave four old ones`() throws {
        let codes = try CodesUnderTest()
        let all = try (0..<7).map { try codes.rotate(at: $0) }
        let right = try all.map { try codes.isRight($0.text, at: 10) }
        #expect(right == [false, false, true, true, true, true, true])
    }

    @Test func `B1 digits of each script and separators are the same code`() throws {
        let codes = try CodesUnderTest()
        let code = try codes.show().text
        let digits = code.filter { $0 != "-" }
        let persian = String(digits.map { Character(UnicodeScalar(0x06f0 + UInt32($0.wholeNumberValue ?? 0)) ?? "x") })
        let arabic = String(digits.map { Character(UnicodeScalar(0x0660 + UInt32($0.wholeNumberValue ?? 0)) ?? "x") })
        let typed = [
            code, digits, " \(digits) ", digits.map { "\($0) " }.joined(), code.replacing("-", with: "–"), persian,
            "\u{200f}\(arabic)", code.replacing("-", with: "."), code.replacing("-", with: "\u{00a0}"),
        ]
        for text in typed { #expect(try codes.isRight(text, at: 1), "\(text)") }
        for text in [
            "", "-", String(digits.dropLast()), digits + "0", "x" + digits.dropFirst(), String(repeating: "1", count: 9999),
        ] {
            #expect(try codes.check(text, at: 1) == .no, "\(text.prefix(20))")
        }
        // Mistyped codes do not count.
        #expect(try codes.relay.database.read { try $0.value("SELECT count(*) FROM support_code_attempts", as: Int.self) } == 0)
    }

    @Test func `B1 a right code identifies the caller for its technician, for half an hour`() throws {
        let codes = try CodesUnderTest()
        let code = try codes.show().text
        #expect(try codes.identity(codes.technician, at: 0) == .none)
        #expect(try codes.check(code) == .contract(codes.contract, identifiedUntil: codes.time(1800)))
        #expect(try codes.identity(codes.technician, at: 0) == .code && codes.identity(codes.technician, at: 1799) == .code)
        #expect(try codes.identity(codes.technician, at: 1800) == .none && codes.identity(codes.colleague, at: 1) == .none)
        // Checked again, it lasts from then.
        _ = try codes.check(code, at: 1000)
        #expect(try codes.identity(codes.technician, at: 2799) == .code)
        #expect(try codes.relay.database.write { try $0.supportCodeIdentities.sweep(at: codes.time(2800)) } == 1)
    }

    @Test func `the code is nowhere in the file, and the sealed one is its contract's`() throws {
        let codes = try CodesUnderTest()
        let code = try codes.show()
        let digits = code.text.filter { $0 != "-" }
        let other = try codes.relay.addContract().contract.id
        for suffix in ["", "-wal"] {
            let bytes = try Data(contentsOf: URL(filePath: codes.relay.path + suffix))
            #expect(bytes.range(of: Data(digits.utf8)) == nil && bytes.range(of: Data(code.text.utf8)) == nil)
        }
        // Moved to another contract by hand, it does not open there.
        try codes.relay.database.write {
            try $0.execute(
                """
                UPDATE contracts SET support_code = (SELECT support_code FROM contracts WHERE id = ?1), support_code_hash = zeroblob(32),
                    support_code_made = ?2 WHERE id = ?3
                """, [codes.contract, codes.time(0), other])
        }
        #expect(refusal { try codes.show(other, at: 1) } == .sealBroken)
    }

    @Test func `a code of another relay's key is nobody's, and a new one is the way on`() throws {
        let codes = try CodesUnderTest()
        let code = try codes.show().text
        let foreign = SealingKey.random()
        try codes.relay.database.write { transaction in
            let found = try transaction.supportCodes(foreign).check(
                code, by: codes.technician, scope: .all, at: codes.time(1))
            #expect(found == .no)
            #expect(refusal { try transaction.supportCodes(foreign).show(codes.contract, at: codes.time(1)) } == .sealBroken)
            let fresh = try transaction.supportCodes(foreign).rotate(codes.contract, at: codes.time(2))
            #expect(
                try transaction.supportCodes(foreign).check(fresh.text, by: codes.technician, scope: .all, at: codes.time(3))
                    == .contract(codes.contract, identifiedUntil: codes.time(1803)))
        }
    }

    @Test func `digits are drawn without bias`() {
        var counts = [[Int]](repeating: [Int](repeating: 0, count: 10), count: 10)
        let draws = 20_000
        for _ in 0..<draws {
            for (place, digit) in SupportCodeText.random().utf8.enumerated() { counts[place][Int(digit) - 48] += 1 }
        }
        // Chi-square with nine degrees of freedom: above 40 once in a hundred thousand draws of a place.
        for place in counts {
            let expected = Double(draws) / 10
            let chi = place.reduce(0.0) { $0 + (Double($1) - expected) * (Double($1) - expected) / expected }
            #expect(chi < 45, "\(place)")
        }
    }
}
