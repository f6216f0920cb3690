import Foundation
import Primitives
import Testing
import Updates

@testable import Diagnostics

@Suite struct DeclarationTests {
    static func example() throws -> String {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../../Examples/diagnostics/diagnostics.json")
        return try String(contentsOf: file, encoding: .utf8)
    }

    private func failure(_ text: String) -> Failure? {
        do throws(Failure) {
            _ = try Declaration.read(Array(text.utf8))
            return nil
        } catch {
            return error
        }
    }

    private func probe(_ text: String) -> String {
        #"{"schema":1,"product":"p","collectors":[{"name":"a",\#(text)}]}"#
    }

    private func rule(_ text: String) -> String {
        let words = #""en":{"what":"w","next":"n"},"fa":{"what":"و","next":"ب"}"#
        return #"{"schema":1,"product":"p","findings":[{"rule":"r","severity":"notice",\#(words),\#(text)}]}"#
    }

    @Test func `the example is sound`() throws {
        let declaration = try Declaration.read(Array(Self.example().utf8))
        #expect(declaration.product == "ledger" && declaration.probes.count == 5 && declaration.rules.count == 3)
        #expect(declaration.probes[0].kind == .command(["/opt/ledger/bin/ledgerctl", "queue", "--json"]))
        #expect(declaration.probes[0].timeout == .seconds(3) && declaration.probes[0].isJSON)
        #expect(declaration.probes[1].timeout == DiagnosticsLimits.defaultProbeTime)
        #expect(declaration.logs.map(\.name) == ["ledger-server", "ledger-unit"])
        #expect(declaration.rules.map(\.rule) == ["ledger:queue-stuck", "ledger:unwell", "ledger:small-data-disk"])
    }

    @Test(arguments: [
        ("", "$", "truncated"), ("[]", "$", "is no object"), ("{}", "$", "lacks schema"),
        (#"{"schema":2}"#, "$.schema", "schema 1"),
        (#"{"schema":1}"#, "$", "lacks product"), (#"{"schema":1,"product":"a/b"}"#, "$.product", "is no name"),
        (#"{"schema":1,"schema":1}"#, "$", "key twice"), (#"{"schema":1,"product":"p","colectors":[]}"#, "$", "colectors"),
        (#"{"schema":1,"product":"p","collectors":{}}"#, "$.collectors", "is no list"), (#"{"schema":1.5}"#, "$", "fraction"),
        (#"{"schema":1,"product":"p","collectors":[3]}"#, "$.collectors[0]", "is no object"),
        (#"{"schema":1,"product":"p","logs":[{"name":"a"}]}"#, "$.logs[0]", "either files or units"),
        (#"{"schema":1,"product":"p","logs":[{"name":"a","files":["/../etc"]}]}"#, "$.logs[0].files[0]", ".."),
        (#"{"schema":1,"product":"p","logs":[{"name":"a","units":["-x"]}]}"#, "$.logs[0].units[0]", "is no unit"),
        (#"{"schema":1,"product":"p","logs":[{"name":"a","units":["x"],"priority":8}]}"#, "$.logs[0].priority", "within 0 and 7"),
        (#"{"schema":1,"product":"p","redactions":[1]}"#, "$.redactions[0]", "is no object"),
    ])
    func `H33 H34 each mistake names its place`(text: String, path: String, reason: String) throws {
        let found = try #require(failure(text))
        #expect(found.code == .declarationMalformed && found.parameters["path"] == path, "\(found)")
        #expect(found.parameters["reason"]?.contains(reason) == true, "\(found)")
    }

    @Test(arguments: [
        (#""x":1"#, "x"), (#""command":["/a"],"files":["/b"]"#, "one of"), (#""command":[]"#, "absolute path"),
        (#""command":["sh","-c","id"]"#, "absolute path"), (#""command":["/bin/../bin/sh"]"#, "absolute path"),
        (#""files":[]"#, "is empty"),
        (#""files":["etc/x"]"#, "is not absolute"), (#""files":["/x"],"format":"json""#, "which are text"),
        (#""http":{"url":"https://127.0.0.1/"}"#, "http://"), (#""http":{"url":"http://example.com/"}"#, "of this machine"),
        (#""http":{"url":"http://127.0.0.1@example.com/"}"#, "of this machine"),
        (#""http":{"url":"http://169.254.169.254/"}"#, "of this machine"),
        (#""http":{"url":"http://127.0.0.1:0/"}"#, "port"), (#""http":{"url":"http://127.0.0.1:65536/"}"#, "port"),
        (#""http":{"url":"http://127.0.0.1/ x"}"#, "path"), (#""http":{"url":"http://127.0.0.1/\r\nHost: x"}"#, "path"),
        (#""http":{"url":"http://127.0.0.1/","path":"/"}"#, "path beside"), (#""http":{"socket":"/run/x"}"#, "lacks path"),
        (#""http":{"socket":"run/x","path":"/"}"#, "not absolute"), (#""sql":{"query":"SELECT 1"}"#, "one of sqlite"),
        (#""sql":{"sqlite":"/a","query":"DELETE FROM x"}"#, "SELECT or WITH"),
        (#""sql":{"sqlite":"/a","query":"SELECT 1; DROP TABLE x"}"#, "semicolon"),
        (#""sql":{"sqlite":"/a","query":"SELECT writefile('/etc/x','')"}"#, "writefile"),
        (#""sql":{"mysql":"/a","database":"d","user":"u","query":"SELECT 1 INTO OUTFILE '/tmp/x'"}"#, "outfile"),
        (#""sql":{"sqlite":"/a*","query":"SELECT 1"}"#, "pattern"),
        (#""sql":{"postgresql":"/run","query":"SELECT 1"}"#, "lacks database"),
        (#""sql":{"postgresql":"/run","database":"-h","user":"u","query":"SELECT 1"}"#, "is no name"),
        (#""command":["/a"],"limits":{"milis":1}"#, "milis"), (#""command":["/a"],"limits":{"millis":0}"#, "within"),
        (#""command":["/a"],"limits":{"millis":60001}"#, "within"), (#""command":["/a"],"limits":{"bytes":1048577}"#, "within"),
        (#""command":["/a"],"limits":{"memory_bytes":1}"#, "within"), (#""command":["/a\u0000b"]"#, "NUL"),
    ])
    func `H33 H50 probes that are wrong`(text: String, reason: String) throws {
        let found = try #require(failure(probe(text)))
        #expect(found.parameters["reason"]?.contains(reason) == true, "\(found)")
    }

    @Test(arguments: [
        (#""path":"a","is":"~","than":1"#, "none of"), (#""path":"a..b","is":"=","than":1"#, "no path"),
        (#""path":"a[x","is":"=","than":1"#, "no path"),
        (#""path":"a","is":">","than":"1""#, "whole number"), (#""path":"a","is":"absent","than":1"#, "nothing to be compared"),
        (#""path":"a","is":"=""#, "lacks than"), (#""path":"a","is":"=","than":[]"#, "no text, number or truth"),
        (#""path":"a","is":"present","collector":"product:other""#, "another product's"), (#""is":"present""#, "lacks path"),
    ])
    func `H33 rules that are wrong`(text: String, reason: String) throws {
        let found = try #require(failure(rule(text)))
        #expect(found.parameters["reason"]?.contains(reason) == true, "\(found)")
    }

    @Test func `limits of probes at the limit`() throws {
        let limits = #"{"millis":60000,"bytes":1048576,"memory_bytes":1073741824}"#
        let declaration = try Declaration.read(Array(probe(#""command":["/a"],"limits":\#(limits)"#).utf8))
        #expect(
            declaration.probes[0].timeout == DiagnosticsLimits.probeTime
                && declaration.probes[0].bytes == DiagnosticsLimits.maximumProbeBytes)
        #expect(declaration.probes[0].memory == DiagnosticsLimits.probeMemory)
    }

    @Test func `a declaration, its lists and words at the limit and one above`() throws {
        let text = #"{"schema":1,"product":"abc"}"#
        let padding = String(repeating: " ", count: DiagnosticsLimits.declaration - text.utf8.count)
        #expect(failure(text + padding) == nil)
        #expect(failure(text + padding + " ")?.code == .declarationTooLarge)
        func list(_ count: Int) -> String {
            #"{"schema":1,"product":"p","collectors":["#
                + (0..<count).map { #"{"name":"a\#($0)","files":["/x"]}"# }.joined(separator: ",") + "]}"
        }
        #expect(failure(list(DiagnosticsLimits.declarations)) == nil)
        #expect(failure(list(DiagnosticsLimits.declarations + 1))?.code == .declarationTooLarge)
        func words(_ count: Int) -> String { probe(#""command":["/a""# + String(repeating: #","b""#, count: count - 1) + "]") }
        #expect(failure(words(DiagnosticsLimits.commandWords)) == nil)
        #expect(failure(words(DiagnosticsLimits.commandWords + 1))?.code == .declarationTooLarge)
        func word(_ count: Int) -> String { probe(#""command":["/a",""# + String(repeating: "b", count: count) + #""]"#) }
        #expect(failure(word(DiagnosticsLimits.declaredText)) == nil)
        #expect(failure(word(DiagnosticsLimits.declaredText + 1))?.code == .declarationTooLarge)
        #expect(
            failure(#"{"schema":1,"product":"p","collectors":[{"name":"a","files":["/x"]},{"name":"a","files":["/y"]}]}"#)?
                .parameters["reason"] == "has a twice")
        #expect(
            failure(String(repeating: "[", count: 40) + String(repeating: "]", count: 40))?.parameters["reason"]?.contains(
                "too deep") == true)
    }
}
