import Cryptography
import Primitives
import Testing

@testable import Sessions

/// What a technician may ask a machine to run.
struct CommandWorkTests {
    private func code(_ make: () throws -> Void) -> String? {
        do { try make() } catch { return (error as? Failure)?.code.rawValue }
        return nil
    }

    private func run(_ words: [String], _ timeout: Duration = .seconds(1), output: UInt64 = 0) throws {
        _ = try CommandRun(arguments: words, directory: nil, timeout: timeout, outputLimit: output)
    }

    @Test("H33 a command's words at the limits and one above")
    func words() throws {
        let most = ["true"] + [String](repeating: "a", count: SessionLimits.commandArguments - 1)
        #expect(code { try run(most) } == nil)
        #expect(code { try run(most + ["a"]) } == "object.field")
        let long = String(repeating: "a", count: SessionLimits.commandBytes - 6)
        #expect(code { try run(["true", long]) } == nil)
        #expect(code { try run(["true", long + "a"]) } == "object.field")
        #expect(code { try run(["true"], SessionLimits.commandTime) } == nil)
        #expect(code { try run(["true"], SessionLimits.commandTime + .milliseconds(1)) } == "object.field")
        #expect(code { try run(["true"], .zero) } == "object.field")
        #expect(code { try run(["true"], output: SessionLimits.commandOutput) } == nil)
        #expect(code { try run(["true"], output: SessionLimits.commandOutput + 1) } == "object.field")
    }

    @Test("H33 a program is a plain name or a whole path")
    func programs() throws {
        for name in ["uptime", "/usr/bin/systemctl", "g++"] { #expect(code { try run([name, "x\ny", ""]) } == nil, "\(name)") }
        for name in [
            "", "bin/id", "./id", "../id", "-x", ".x", "a b", "/usr/bin/", "/usr//bin", "/usr/../bin/id", "/", "/bin/i\u{1b}d",
        ] {
            #expect(code { try run([name]) } != nil, "\(name)")
        }
        #expect(code { try run(["id", "a\u{0}b"]) } == "object.field")
        #expect(code { try run([]) } == "object.field")
        let command = try CommandRun(arguments: ["/bin/id", "-u"], directory: nil, timeout: .seconds(1), outputLimit: 1)
        #expect(command.needed.description == "command:/bin/id")
        // Equal text only: a name is no path, and a path no name.
        #expect(try !ScopeWord("command:id").contains(command.needed))
        #expect(try !ScopeWord("command:/bin").contains(command.needed))
    }

    @Test("H33 a script names its own target, and is told each thing once")
    func scripts() throws {
        let digest = Digest.of([1])
        func make(
            _ name: String = "clean", target: String = "scripts/clean/1.0/script", length: UInt64 = 1,
            _ arguments: [(String, String)] = []
        ) throws {
            _ = try ScriptRun(
                name: name, version: "1.0", target: target, digest: digest, length: length,
                arguments: arguments.map { ScriptArgument(name: $0.0, value: $0.1) })
        }
        #expect(code { try make("clean", [("days", "3"), ("note", "یک")]) } == nil)
        #expect(code { try make("other") } == "object.field")
        #expect(code { try make(target: "scripts/clean/../../x") } == "object.field")
        #expect(code { try make(target: "daftar/1.0/script") } == "object.field")
        #expect(code { try make(length: 0) } == "object.field")
        #expect(code { try make("clean", [("days", "3"), ("days", "4")]) } == "object.field")
        #expect(code { try make("clean", [("days", "a\u{0}")]) } == "object.field")
        #expect(code { try make("clean", [("da=ys", "3")]) } == "object.field")
    }

    @Test("H33 what an outcome of a command may not say")
    func effects() throws {
        let part = OutputDigest(bytes: 0, digest: Digest.of([]))
        func effect(_ exit: Int32?, _ signal: Int32?) throws {
            _ = try CommandEffect(exit: exit, signal: signal, output: part, errors: part, isTruncated: false, millis: 0)
        }
        for (exit, signal) in [(0, nil), (255, nil), (nil, 1), (nil, 127), (nil, nil)] as [(Int32?, Int32?)] {
            #expect(code { try effect(exit, signal) } == nil)
        }
        for (exit, signal) in [(0, 9), (256, nil), (-1, nil), (nil, 0), (nil, 128)] as [(Int32?, Int32?)] {
            #expect(code { try effect(exit, signal) } == "object.field")
        }
    }
}
