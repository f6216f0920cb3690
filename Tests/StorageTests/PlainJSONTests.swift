import Foundation
import Testing

@testable import Storage

@Suite struct PlainJSONTests {
    @Test(arguments: [
        [:], ["session": "ses_1"], ["b": "2", "a": "1", "": ""], ["a": "x\"y"], ["a\\b": "c"], ["a": "سلام"], ["a": "tab\t"],
        ["a/b": "c/d"], ["a": "\u{7f}"], ["é": "e\u{301}"],
    ])
    func `a map is written as the general coder writes it, and read back`(map: [String: String]) throws {
        let general = try StoredJSON(map).storedValue()
        #expect(try map.storedValue() == general)
        #expect([String: String](storedValue: general) == map)
    }

    @Test(arguments: ["{\"a\": \"b\"}", "{ }", "{\"a\":\"\\u0062\"}", "{\"a\":\"b\"} "])
    func `other spellings of a map are read by the general coder`(text: String) {
        #expect(PlainJSON.decode(text) == nil)
        #expect([String: String](storedValue: .text(text)) != nil)
    }

    @Test(arguments: ["", "{", "{\"a\"}", "{\"a\":\"b\"}x", "[\"a\"]", "{\"a\":1}", "null"])
    func `what is no map of texts is refused`(text: String) {
        #expect([String: String](storedValue: .text(text)) == nil)
    }
}
