import Testing

@testable import Primitives

struct IdentifierTests {
    @Test func roundTrips() throws {
        let id = SessionID.random()
        #expect(SessionID(id.description) == id)
    }

    @Test func orderedOnesRiseWithTheirMilliseconds() throws {
        let times = [0, 1, 31, 32, 1_761_208_200_000, 1_761_208_200_001].map { Timestamp(milliseconds: $0) }
        let ids = times.map { SessionID.ordered(at: $0) }
        #expect(ids == ids.sorted())
        #expect(ids.allSatisfy { SessionID($0.description) == $0 })
        #expect(SessionID.ordered(at: times[0]) != SessionID.ordered(at: times[0]))
    }

    @Test(arguments: [
        "", "ses_", "mch_00000000000000000000000000", "ses_0000000000000000000000000", "ses_0000000000000000000000000u",
        "SES_00000000000000000000000000", "ses_0000000000000000000000000A",
    ])
    func refusesForeignText(text: String) {
        #expect(SessionID(text) == nil)
    }

    @Test func anotherSubjectsIdentifierIsForeign() {
        #expect(SessionID(MachineID.random().description) == nil)
    }
}

struct TimestampTests {
    @Test func arithmeticSaturates() {
        #expect(Timestamp.distantFuture + .seconds(1) == .distantFuture)
        #expect(Timestamp.distantPast - .seconds(1) == .distantPast)
        #expect(Timestamp(milliseconds: 5) - .milliseconds(7) == Timestamp(milliseconds: -2))
        #expect(Timestamp(milliseconds: 1500) - Timestamp(milliseconds: 500) == .seconds(1))
    }
}

struct TextEncodingTests {
    @Test func base32RoundTrips() {
        for length in 0..<40 {
            let bytes = (0..<length).map { _ in UInt8.random(in: 0...255) }
            #expect(Base32.decode(Base32.encode(bytes)) == bytes)
            #expect(Base32.decode(Base32.encode(bytes).uppercased()) == bytes)
            #expect(Hexadecimal.decode(Hexadecimal.encode(bytes)) == bytes)
        }
        #expect(Base32.decode("0u") == nil)
        #expect(Hexadecimal.decode("0g") == nil)
        #expect(Hexadecimal.decode("0") == nil)
    }
}
