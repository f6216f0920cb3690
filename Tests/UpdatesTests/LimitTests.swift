import Cryptography
import Primitives
import Testing

@testable import Updates

/// What metadata, releases and scripts may be at most: at the limit it is taken, one above it is refused.
struct LimitTests {
    private func isRead(_ body: () throws -> Void) -> Bool {
        do {
            try body()
            return true
        } catch {
            return false
        }
    }

    private func text(_ count: Int) -> String { String(repeating: "a", count: count) }

    @Test(arguments: [0, 1]) func `H63 a delegation's name, its patterns and a target's path`(above: Int) throws {
        let header = MetadataHeader(version: 1, expires: Repository.later)
        let key = try PrivateKey.generate()
        func isRead(name: String = "ledger", pattern: String = "ledger/*", target: String = "ledger/a") -> Bool {
            let delegation = Delegation(name: name, keys: Repository.keys([key], 1), patterns: [pattern], terminating: true)
            let file = FileDescription(of: [1])
            let role = TargetsMetadata(
                header: header, targets: [target: .init(file: file, custom: nil)], delegations: [delegation])
            return self.isRead { _ = try TargetsMetadata(role.json, role: "targets") }
        }
        #expect(isRead(name: text(UpdateLimits.maximumRoleName + above)) == (above == 0))
        #expect(isRead(pattern: text(UpdateLimits.maximumTargetPath + above)) == (above == 0))
        #expect(isRead(target: text(UpdateLimits.maximumTargetPath + above)) == (above == 0))
    }

    @Test(arguments: [0, 1]) func `H63 keys of a role, and signatures of a file`(above: Int) throws {
        let count = UpdateLimits.maximumKeys + above
        let names = (0..<count).map { JSONValue.string("\($0)") }
        let roles: JSONValue = ["keyids": .array(names), "threshold": 1]
        #expect(isRead { _ = try RoleKeys(roles, known: [:], role: "root") } == (above == 0))
        let signatures = (0..<count).map { JSONValue.object(["keyid": .string("\($0)"), "sig": "00"]) }
        let bytes = CanonicalJSON.encode(["signatures": .array(signatures), "signed": [:]])
        #expect(isRead { _ = try SignedMetadata(parsing: bytes, role: "targets") } == (above == 0))
    }

    @Test(arguments: [0, 1]) func `H63 values of one file`(above: Int) {
        // The list is a value, too.
        let numbers = [UInt8](repeating: UInt8(ascii: "1"), count: UpdateLimits.maximumValues - 1 + above)
        let bytes = Array("[".utf8) + Array(numbers.map { [$0] }.joined(separator: [UInt8(ascii: ",")])) + Array("]".utf8)
        #expect(isRead { _ = try JSONReader.read(bytes) } == (above == 0))
    }

    @Test func `a hook's words and time, and words of a release's path`() {
        func isHook(_ run: [String], timeout: Int64 = 1) -> Bool { ReleaseHook(run: run, timeout: timeout) != nil }
        let (most, longest) = (ReleaseHook.mostArguments, ReleaseHook.longestArgument)
        #expect(isHook(Array(repeating: "a", count: most)) && !isHook(Array(repeating: "a", count: most + 1)))
        #expect(isHook(["a", text(longest)]) && !isHook(["a", text(longest + 1)]))
        #expect(isHook(["a"], timeout: ReleaseHook.longestTimeout) && !isHook(["a"], timeout: ReleaseHook.longestTimeout + 1))
        #expect(!isHook(["a"], timeout: 0) && !isHook([]))
        #expect(ReleasePath.isWord(text(ReleasePath.longestWord)) && !ReleasePath.isWord(text(ReleasePath.longestWord + 1)))
    }

    @Test func `a script's parameters, time and output`() throws {
        func isScript(parameters: Int = 0, timeout: Int64 = 1, output: Int64 = 0) -> Bool {
            isRead {
                let list = (0..<parameters).compactMap { ScriptParameter(name: "p\($0)", kind: .boolean, isRequired: true) }
                #expect(list.count == parameters)
                _ = try ScriptDescription(
                    name: "clear", version: #require(ReleaseVersion("1.0")), released: "2026-11-21", parameters: list,
                    timeout: timeout, output: output)
            }
        }
        #expect(isScript(parameters: ScriptLimits.parameters) && !isScript(parameters: ScriptLimits.parameters + 1))
        #expect(isScript(timeout: ScriptLimits.timeout) && !isScript(timeout: ScriptLimits.timeout + 1) && !isScript(timeout: 0))
        #expect(isScript(output: ScriptLimits.output) && !isScript(output: ScriptLimits.output + 1) && !isScript(output: -1))
    }

    @Test func `values of a choice, and their length and a pattern's`() {
        func isChoice(_ values: [String]) -> Bool { ScriptParameter(name: "a", kind: .choice(values), isRequired: true) != nil }
        func values(_ count: Int) -> [String] { (0..<count).map { "\($0)" } }
        #expect(isChoice(values(ScriptLimits.choices)) && !isChoice(values(ScriptLimits.choices + 1)))
        #expect(isChoice([text(ScriptLimits.pattern)]) && !isChoice([text(ScriptLimits.pattern + 1)]))
        #expect(TextPattern(text(ScriptLimits.pattern)) != nil && TextPattern(text(ScriptLimits.pattern + 1)) == nil)
    }
}
