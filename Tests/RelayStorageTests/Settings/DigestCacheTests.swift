import Cryptography
import Entitlement
import Primitives
import Storage
import Testing

@testable import RelayStorage

struct DigestCacheTests {
    private struct Text: Decodable, Equatable, Sendable {
        let word: String
    }

    @Test func `a text is asked for once, and each text means its own value`() throws {
        let cache = DigestCache<Text>(limit: 2)
        var asked = 0
        for word in ["a", "b", "a", "b"] {
            let text = #"{"word":"\#(word)"}"#
            let value = try cache.value(digest: Digest.of(text.utf8)) {
                asked += 1
                return text
            }
            #expect(value.word == word)
        }
        #expect(asked == 2)
        #expect(try cache.value(of: #"{"word":"a"}"#).word == "a")
    }

    @Test func `what is full starts anew`() throws {
        let cache = DigestCache<Text>(limit: 2)
        for number in 0..<10 { #expect(try cache.value(of: #"{"word":"\#(number)"}"#).word == "\(number)") }
    }

    @Test func `a text that was changed by hand is found`() throws {
        let relay = try LedgerUnderTest()
        let line = try relay.addContract()
        let calendar = BusinessCalendar(name: "shop", week: Array(repeating: [.init(start: 0, end: 60)], count: 7))
        try relay.database.write { _ = try $0.calendars.import(calendar, actor: "admin", at: relay.noon) }
        #expect(try relay.database.read { try $0.changedContents() }.isEmpty)
        try relay.database.write {
            try $0.execute("DROP TRIGGER terms_stay")
            try $0.execute("UPDATE terms SET plan = replace(plan, 'padra', 'other')")
            try $0.execute("DROP TRIGGER calendars_stay")
            try $0.execute("UPDATE calendars SET content = replace(content, '60', '70')")
        }
        #expect(try relay.database.read { try $0.changedContents() } == [line.terms[0].id.description, "shop 1"])
        // Not known in this process: it is read, and refused.
        try relay.database.write { try $0.execute("UPDATE terms SET plan_digest = zeroblob(32)") }
        #expect(refusal { try relay.database.read { try $0.contracts.terms(of: line.line.id) } } == .storageCorrupt)
        let cache = DigestCache<Text>(limit: 2)
        #expect(refusal { try cache.value(of: "{}") } == .storageCorrupt)
        #expect(refusal { try cache.value(digest: Digest.of([])) { #"{"word":"a"}"# } } == .storageCorrupt)
    }
}
