import Primitives
import Testing
import Updates

@testable import Diagnostics

@Suite struct DocumentTests {
    private let head = #"{"schema":1,"machine":{"name":"m"},"taken":"2026-11-21T10:30:00Z","findings":[],"#

    @Test func `facts of a collector that only a newer version knows are kept as they are`() throws {
        let text = head + #""collectors":[{"name":"quantum","state":"ok","millis":3,"facts":{"some_Key":[1,{"deepKey":null}]}}]}"#
        let document = try FactDocument.read(Array(text.utf8))
        #expect(document.collectors[0].facts == .other(["some_Key": [1, ["deepKey": .null]]]))
        #expect(try FactDocument.read(document.bytes()) == document)
    }

    @Test(arguments: [
        #""collectors":[{"name":"memory","state":"ok","millis":3,"facts":{}}]}"#,
        #""collectors":[{"name":"memory","state":"ok"}]}"#,
        #""collectors":[{"name":"memory","state":"great","millis":1}]}"#, #""collectors":{}}"#,
        #""collectors":[],"collectors":[]}"#,
        #""collectors":[]"#, #""collectors":[{"name":"memory","state":"ok","millis":1.5}]}"#,
    ])
    func `H33 H53 documents that are wrong`(rest: String) {
        #expect(throws: Failure.self) { try FactDocument.read(Array((head + rest).utf8)) }
    }

    @Test func `another schema, no time, no UTF-8, too deep, too large`() {
        for text in [
            #"{"schema":2,"machine":{"name":"m"},"taken":"2026-11-21T10:30:00Z","findings":[],"collectors":[]}"#,
            #"{"schema":1,"machine":{"name":"m"},"taken":"yesterday","findings":[],"collectors":[]}"#,
            String(repeating: #"{"a":"#, count: 40) + "1" + String(repeating: "}", count: 40),
        ] { #expect(throws: Failure.self) { try FactDocument.read(Array(text.utf8)) } }
        #expect(throws: Failure.self) { try FactDocument.read([0x22, 0xff, 0x22]) }
        #expect(throws: Failure.self) { try FactJSON.tree([UInt8](repeating: 0x20, count: DiagnosticsLimits.document + 1)) }
        #expect(throws: Never.self) {
            try FactJSON.tree([0x31] + [UInt8](repeating: 0x20, count: DiagnosticsLimits.document - 1))
        }
    }
}
