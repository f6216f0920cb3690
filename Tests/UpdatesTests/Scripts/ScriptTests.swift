import Primitives
import Testing

@testable import Updates

/// What a script wants to be told, and what it is told.
struct ScriptTests {
    private func script(_ parameters: [ScriptParameter?]) throws -> ScriptDescription {
        try ScriptDescription(
            name: "clear-spool", version: #require(ReleaseVersion("1.2")), released: "2026-11-21",
            parameters: parameters.map { try #require($0) }, timeout: 60, output: 4096)
    }

    private func refused(_ parameter: ScriptParameter?, _ text: String) -> Bool {
        guard let parameter else { return false }
        do {
            _ = try parameter.value(text)
            return false
        } catch {
            return error.code == .scriptParameterValue
        }
    }

    @Test func `a description is read as it was written, and nothing else is`() throws {
        let script = try script([
            ScriptParameter(name: "unit", kind: .text(max: 64, pattern: TextPattern("[a-z@.-]+")), isRequired: true),
            ScriptParameter(name: "days", kind: .integer(min: -1, max: 365), isRequired: false),
            ScriptParameter(name: "level", kind: .choice(["low", "کم"]), isRequired: false),
            ScriptParameter(name: "dry", kind: .boolean, isRequired: true),
            ScriptParameter(name: "log", kind: .path(beneath: "/var/log"), isRequired: false),
        ])
        #expect(script.path == "scripts/clear-spool/1.2/script")
        #expect(try ScriptDescription(script.json, of: script.path) == script)
        #expect(throws: Failure.self) { try ScriptDescription(script.json, of: "scripts/clear-spool/1.3/script") }
        guard case .object(let members) = script.json else { return }
        for (key, value) in members {
            var without = members
            without[key] = nil
            #expect(throws: Failure.self, "\(key)") { try ScriptDescription(.object(without), of: script.path) }
            without[key] = value == "script" ? "release" : ["unknown": true]
            #expect(throws: Failure.self, "\(key)") { try ScriptDescription(.object(without), of: script.path) }
        }
    }

    @Test func `parameters that nothing could be given for are none`() {
        let kinds: [ScriptParameter.Kind] = [
            .text(max: 0, pattern: nil), .text(max: 5000, pattern: nil), .integer(min: 2, max: 1), .choice([]),
            .choice(["a", "a"]), .choice([""]), .choice(["a\u{1b}"]), .path(beneath: "var"), .path(beneath: "/var/../etc"),
            .path(beneath: "/var/"),
        ]
        for kind in kinds { #expect(ScriptParameter(name: "a", kind: kind, isRequired: true) == nil, "\(kind)") }
        for name in ["", "A", "1a", "a-b", "a b", "_a", String(repeating: "a", count: 33)] {
            #expect(ScriptParameter(name: name, kind: .boolean, isRequired: true) == nil, "\(name)")
        }
        let one = ScriptParameter(name: "a", kind: .boolean, isRequired: true)
        #expect(throws: Failure.self) { try script([one, one]) }
    }

    @Test func `given values are checked, typed and put in order`() throws {
        let script = try script([
            ScriptParameter(name: "days", kind: .integer(min: 1, max: 365), isRequired: true),
            ScriptParameter(name: "note", kind: .text(max: 8, pattern: nil), isRequired: false),
            ScriptParameter(name: "dry", kind: .boolean, isRequired: false),
        ])
        let values = try script.values(["dry": "true", "days": "30"])
        #expect(values.map(\.name) == ["days", "dry"])
        #expect(values.map(\.value) == [.integer(30), .boolean(true)])
        func code(_ given: [String: String]) -> Failure.Code? {
            do {
                _ = try script.values(given)
                return nil
            } catch {
                return error.code
            }
        }
        #expect(code([:]) == .scriptParameterMissing)
        #expect(code(["days": "1", "hours": "2"]) == .scriptParameterUnknown)
        for days in ["0", "366", "+1", "01", "1.0", "", " 1", "99999999999999999999"] {
            #expect(code(["days": days]) == .scriptParameterValue, "\(days)")
        }
        for note in ["123456789", "a\nb", "a\u{0}", "\u{1b}[0m", "a\u{2028}"] {
            #expect(code(["days": "1", "note": note]) == .scriptParameterValue, "\(note)")
        }
        for truth in ["TRUE", "1", "yes", ""] { #expect(code(["days": "1", "dry": truth]) == .scriptParameterValue) }
    }

    @Test func `a path stays in its directory by its name`() throws {
        let log = ScriptParameter(name: "log", kind: .path(beneath: "/var/log"), isRequired: true)
        for path in ["/var/log", "/var/log/syslog", "/var/log/ledger/دفتر.log"] { #expect(!refused(log, path), "\(path)") }
        let wrong = [
            "/var/logs", "/var", "var/log/a", "/var/log/../lib", "/var/log//a", "/var/log/./a", "/var/log/", "/var/log/a\u{0}",
            "/var/log/a\nb", "/var/log/" + String(repeating: "a", count: 4100),
        ]
        for path in wrong { #expect(refused(log, path), "\(path.prefix(40))") }
    }

    @Test func `patterns say what all of a text looks like`() throws {
        let cases: [(pattern: String, right: [String], wrong: [String])] = [
            ("[a-z]+", ["a", "ledger"], ["", "A", "a1", "a\n"]), ("a?b*c{2,3}", ["cc", "abbccc"], ["c", "cccc", "aacc"]),
            ("INV-\\d{4}", ["INV-0001"], ["INV-001", "INV-00010", "xINV-0001"]), (".{2,}", ["ab", "فا", "abc"], ["a"]),
            ("[^/ ]+\\.log", ["a.log", "a.b.log"], ["a/b.log", ".log", "axlog"]), ("[-a]+", ["-a-"], ["b"]),
            ("a*a*b", ["b", "aaab"], ["aaa"]),
        ]
        for (text, right, wrong) in cases {
            let pattern = try #require(TextPattern(text), "\(text)")
            for text in right { #expect(pattern.matches(text), "\(pattern) \(text)") }
            for text in wrong { #expect(!pattern.matches(text), "\(pattern) \(text)") }
        }
        let none = [
            "", "(a)", "a|b", "^a$", "*", "[", "[]", "[b-a]", "a{", "a{x}", "a{3,2}", "a{0}", "\\w", "\\", "a**", "a{1025}",
        ]
        for text in none + ["a{600}b{600}"] { #expect(TextPattern(text) == nil, "\(text)") }
    }

    @Test func `no pattern holds up a machine`() throws {
        let worst = try #require(TextPattern(String(repeating: "a?", count: 80) + String(repeating: "a*", count: 40)))
        let text = String(repeating: "a", count: 4095) + "b"
        #expect(!worst.matches(text))
    }

    @Test func `a product has no name that scripts begin with`() {
        #expect(ReleasePath.isProduct("ledger"))
        for name in ["scripts", "diagnostics", "root", "A"] { #expect(!ReleasePath.isProduct(name)) }
        #expect(throws: Failure.self) {
            try DiagnosticsDescription(product: "scripts", version: #require(ReleaseVersion("1")), released: "2026-11-21")
        }
    }
}
