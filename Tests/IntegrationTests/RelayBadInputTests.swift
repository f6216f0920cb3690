import Foundation
import Testing

extension IntegrationTests {
    /// What goes wrong at a command line: one clear sentence, and a status of Docs/exit-codes.md.
    @Suite struct RelayBadInputTests {
        private func refused(_ result: CommandResult, naming word: String, _ place: SourceLocation = #_sourceLocation) {
            #expect(result.saysOneSentence, "\(result)", sourceLocation: place)
            #expect(result.errors.contains(word), "\(result)", sourceLocation: place)
        }

        @Test func `an occupied port`() async throws {
            let bed = try TestBed("port")
            try await bed.initialise()
            try await bed.startRelay()
            let port = bed.relayAddress.split(separator: ":").last.map(String.init) ?? ""
            let second = try await bed.relay("serve", "--listen", bed.relayAddress, expecting: 73)
            refused(second, naming: port)
        }

        @Test func `a missing database and a directory of something else`() async throws {
            let bed = try TestBed("nothing")
            let absent = try await bed.relay("serve", "--listen", "127.0.0.1:0", expecting: 78)
            refused(absent, naming: bed.data)
            refused(try await bed.relay("audit", "verify", expecting: 78), naming: bed.data)

            try FileManager.default.createDirectory(atPath: bed.data, withIntermediateDirectories: true)
            try await bed.sql("CREATE TABLE t (x)", in: bed.data + "/relay.sqlite")
            refused(try await bed.relay("serve", "--listen", "127.0.0.1:0", expecting: 78), naming: "database")

            try Data("no database at all, but long enough to be read as one".utf8)
                .write(to: URL(fileURLWithPath: bed.data + "/relay.sqlite"))
            let damaged = try await bed.relay("serve", "--listen", "127.0.0.1:0", expecting: nil)
            #expect([74, 78].contains(damaged.status), "\(damaged)")
            #expect(damaged.saysOneSentence, "\(damaged)")
        }

        @Test func `init never overwrites, and keeps the offline keys out of its directory`() async throws {
            let bed = try TestBed("init")
            try await bed.initialise()
            refused(try await bed.relay("init", "--authority", bed.place("other"), expecting: 73), naming: bed.data)
            let inside = ["init", "--data", bed.place("new"), "--authority", bed.place("new/authority")]
            refused(try await bed.run(ProgramPaths.relay, inside, expecting: 78), naming: "new/authority")
            refused(
                try await bed.run(
                    ProgramPaths.relay, ["init", "--data", bed.place("new"), "--authority", bed.authority], expecting: nil),
                naming: bed.authority)
        }

        @Test func `serve refuses while offline keys lie in its directory`() async throws {
            let bed = try TestBed("offline")
            try await bed.initialise()
            let files = FileManager.default
            for name in ["vendor-root.key", "technician-authority.key"] {
                let place = bed.data + "/keys/" + name
                try files.copyItem(atPath: bed.authority + "/" + name, toPath: place)
                refused(try await bed.relay("serve", "--listen", "127.0.0.1:0", expecting: 78), naming: place)
                try files.removeItem(atPath: place)
            }
            try await bed.startRelay()
        }

        @Test func `private files are for their owner alone`() async throws {
            let bed = try TestBed("modes")
            try await bed.initialise()
            for directory in [bed.data + "/keys", bed.authority] {
                for name in try FileManager.default.contentsOfDirectory(atPath: directory) where name.hasSuffix(".key") {
                    let mode = try FileManager.default.attributesOfItem(atPath: directory + "/" + name)[.posixPermissions] as? Int
                    #expect(mode == 0o600, "\(directory)/\(name)")
                }
            }
        }

        @Test(arguments: [
            ["serv"], ["serve"], ["init", "--data"], ["serve", "--data", "x", "--listen", "nowhere"], ["technician", "befriend"],
            ["serve", "--data", "x", "--listen", "127.0.0.1:70000"],
        ])
        func `what is no command line is usage`(_ arguments: [String]) async throws {
            let bed = try TestBed("usage")
            let result = try await bed.run(ProgramPaths.relay, arguments, expecting: 64)
            #expect(result.output.isEmpty && result.errors.contains("Usage"), "\(result)")
        }

        @Test func `nobody of that name, and no authority`() async throws {
            let bed = try TestBed("names")
            try await bed.initialise()
            refused(
                try await bed.relay("technician", "approve", "Nobody", "--authority", bed.authority, expecting: 66),
                naming: "Nobody")
            let code = try await bed.relay("technician", "invite", "Sara", "--json").json["code"].string
            #expect(code.hasPrefix("hamyar1-"))
            refused(
                try await bed.relay("technician", "approve", "Nobody", "--authority", bed.place("none"), expecting: 78),
                naming: bed.place("none"))
        }
    }
}
