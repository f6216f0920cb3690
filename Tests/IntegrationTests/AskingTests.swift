import Foundation
import Testing

extension IntegrationTests {
    /// `push --overwrite ask` with a person at a real terminal.
    @Suite(.serialized) struct AskingTests {
        private static let names = ["1.txt", "2.txt", "3.txt", "4.txt", "5.txt", "6.txt", "7.txt"]

        /// Seven files that differ there, and one that is new.
        private func prepare(_ bed: TestBed) throws -> (source: String, there: String) {
            let (source, there) = (bed.place("source"), bed.customerFiles + "/app")
            for (path, names, text) in [(source, Self.names + ["new.txt"], "ours"), (there, Self.names, "theirs")] {
                try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
                for name in names { try Data(text.utf8).write(to: URL(fileURLWithPath: path + "/" + name)) }
            }
            return (source, there)
        }

        /// Names and contents.
        private func contents(_ path: String) throws -> [String: String] {
            let names = try FileManager.default.contentsOfDirectory(atPath: path)
            return Dictionary(
                uniqueKeysWithValues: names.map { name in
                    (name, String(decoding: FileManager.default.contents(atPath: path + "/" + name) ?? Data(), as: UTF8.self))
                })
        }

        private func asking(_ bed: TestBed, _ source: String, _ there: String, _ session: String) throws -> (
            PersonsTerminal, RunningProgram
        ) {
            let terminal = try PersonsTerminal()
            let words = ["push", source, "\(bed.machine):\(there)", "--overwrite", "ask", "--session", session, "--json"]
            return (terminal, try bed.start(ProgramPaths.console, words, terminal: terminal.path))
        }

        @Test func `H52 each file is asked for: yes, no, replace, keep both, what is no answer again, all for the rest`()
            async throws
        {
            let bed = try await TestBed.ready("asking")
            let (source, there) = try prepare(bed)
            let session = try await bed.activeSession()
            let (terminal, pushing) = try asking(bed, source, there, session)
            try await terminal.answer("\(there)/1.txt", "yes\n")
            try await terminal.answer("\(there)/2.txt", "no\n")
            try await terminal.answer("\(there)/3.txt", "perhaps\n")
            try await Deadlines.wait("the question again") {
                terminal.text.components(separatedBy: "(\(there)/3.txt): ").count == 3
            }
            // Nothing is done before the last answer.
            #expect(try contents(there) == Dictionary(uniqueKeysWithValues: Self.names.map { ($0, "theirs") }))
            terminal.type("keep-both\n")
            try await terminal.answer("\(there)/4.txt", "r\n")
            try await terminal.answer("\(there)/5.txt", "\n")
            try await terminal.answer("\(there)/6.txt", "all\n")
            #expect(try await pushing.status() == 0, "\(terminal.text)")
            #expect(!terminal.text.contains("(\(there)/7.txt)"))

            let found = try contents(there)
            for name in ["1.txt", "3 (2).txt", "4.txt", "5.txt", "6.txt", "7.txt", "new.txt"] { #expect(found[name] == "ours") }
            for name in ["2.txt", "3.txt"] { #expect(found[name] == "theirs") }
            // Backups of the four that were answered so, of none else.
            let others = found.filter { !Self.names.contains($0.key) && !["new.txt", "3 (2).txt"].contains($0.key) }
            #expect(Set(others.keys.map { $0.prefix(1) }) == ["1", "5", "6", "7"])
            #expect(others.count == 4 && others.values.allSatisfy { $0 == "theirs" })
            try await bed.end(session)
            try await bed.verifyLogs()
        }

        @Test(arguments: [PersonsTerminal.interrupt, PersonsTerminal.endOfInput, "quit\n"])
        func `who stops at a question has changed nothing, and may begin again`(_ last: String) async throws {
            let bed = try await TestBed.ready("asking-stop")
            let (source, there) = try prepare(bed)
            let before = try contents(there)
            let session = try await bed.activeSession()
            let (terminal, pushing) = try asking(bed, source, there, session)
            try await terminal.answer("\(there)/1.txt", "r\n")
            try await terminal.answer("\(there)/2.txt", last)
            #expect(try await pushing.status() == (last == PersonsTerminal.interrupt ? 75 : 1), "\(terminal.text)")
            #expect(try contents(there) == before)

            let (again, second) = try asking(bed, source, there, session)
            try await again.answer("\(there)/1.txt", "K\n")
            #expect(try await second.status() == 0, "\(again.text)")
            let after = try contents(there)
            #expect(after.count == 15)
            for name in Self.names { #expect(after[name] == "theirs" && after[name.prefix(1) + " (2).txt"] == "ours") }
            try await bed.end(session)
            try await bed.verifyLogs()
        }
    }
}
