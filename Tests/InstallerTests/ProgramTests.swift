import Cryptography
import Foundation
import Glibc
import Primitives
import Sentences
import Testing
import Turns
import Updates

@testable import Installer

/// `hamyar-installer` as it is installed: what it is linked with, what it opens, what it says.
@Suite(.keepsThread) struct ProgramTests {
    private func run(_ words: String..., language: String = "C") throws -> Command {
        try Command([RunningInstaller.program] + words, environment: ["LC_ALL": language])
    }

    @Test func `no TLS, event loop or HTTP library is linked, nor anything that they bring along`() throws {
        let closure = try Command(["/usr/bin/env", "ldd", RunningInstaller.program]).output
        #expect(closure.contains("libcrypto"))
        for library in ["ssl", "NIO", "Networking", "curl", "nghttp", "http", "gnutls", "resolv"] {
            #expect(!closure.contains(library), "\(library) in \(closure)")
        }
    }

    @Test func `init, an install by the real program, a patch, its undoing: status says so, and no network socket is opened`()
        throws
    {
        let installer = try RunningInstaller(products: ["ledger": "hook"])
        defer { installer.remove() }
        let trace = installer.fixture.path + ".trace"
        defer { try? FileManager.default.removeItem(atPath: trace) }
        let hasStrace = Command.exists(Command.strace)
        if !hasStrace { print("strace is not installed: which sockets are opened was NOT TESTED") }
        let strace = [Command.strace, "-D", "-f", "-qq", "-o", trace, "-e", "trace=socket,socketpair"]
        try installer.start(through: hasStrace ? strace : [])
        let hooks = ["precheck", "stop", "start", "health"]
        let health = try #require(ReleaseHealth(holds: 0, within: 5))
        func publish(_ version: String, from older: [String] = []) throws -> InstallOutcome? {
            let tree = try installer.fixture.makeTree(.init(version: version))
            try SignedReleasesTests.noise.write(to: URL(filePath: tree + "/share/noise"))
            let built = try installer.repository.release(
                version, tree: tree, hooks: hooks, health: health, patchesFrom: older)
            return try installer.install(version, of: "ledger", older.isEmpty ? built : [try #require(built.last)])
        }
        #expect(try publish("1.0")?.word == .committed)
        let patched = try publish("1.1", from: ["1.0"])
        #expect(patched?.word == .committed && patched?.steps.contains { $0.detail == "patch from 1.0" } == true)
        #expect(installer.fixture.running == "1.1")
        let status = try run("status", "--socket", installer.socket, "--json")
        let document = try #require(
            try JSONSerialization.jsonObject(with: Data(status.output.utf8)) as? [String: [[String: Any]]])
        let checked = try fits(status.output, "hamyar-installer-status")
        #expect(checked.status == 0, "\(checked.output)")
        let product = try #require(document["products"]?.first)
        #expect(product["installed"] as? String == "1.1")
        #expect((product["outcomes"] as? [[String: Any]])?.last?["from_tree"] as? String == patched?.fromTree?.description)
        #expect(try run("status", "ledger", "--socket", installer.socket).output.contains("1.1"))
        let over = try run("rollback", "ledger", "--version", "1.0", "--socket", installer.socket)
        #expect(over.status == 88 && over.output.contains("1.1 is installed now"), "\(over.output)")
        let undone = try installer.outcome(of: "ledger") {
            let asked = try run("rollback", "ledger", "--version", "1.1", "--socket", installer.socket)
            #expect(asked.status == 0)
        }
        #expect(undone?.word == .rolledBack && undone?.reason?.code == "install.rollback-asked")
        #expect(installer.fixture.running == "1.0")
        #expect(try run("forget", "ledger", "1.1", "--socket", installer.socket).status == 0)
        if hasStrace {
            let sockets = installer.fixture.text(trace).split(separator: "\n").filter { $0.contains("socket") }
            #expect(!sockets.isEmpty && sockets.allSatisfy { $0.contains("AF_UNIX") || $0.contains("exited") }, "\(sockets)")
        }
    }

    @Test func `an agent that does not report in is replaced by the one before; one that does stays`() throws {
        let installer = try RunningInstaller(products: ["hamyar-agent": "report"])
        defer {
            if let pid = pid_t(installer.fixture.text(installer.fixture.data + "/agent.pid").trimmingCharacters(in: .newlines)) {
                kill(pid, SIGKILL)
            }
            installer.remove()
        }
        try installer.start()
        // The agent is a process of its own: the start hook restarts it, and it speaks to the installer's socket itself.
        let agent = """
            import json, os, socket, struct, sys, time
            open(os.environ["HAMYAR_DATA"] + "/agent.version", "w").write(sys.argv[1])
            if sys.argv[1] != "2.0":
                m = json.dumps({"report": {"product": "hamyar-agent", "version": sys.argv[1]}}).encode()
                s = socket.socket(socket.AF_UNIX); s.connect(sys.argv[2]); s.sendall(struct.pack(">I", len(m)) + m); s.recv(4)
            time.sleep(600)
            """
        func publish(_ version: String) throws -> InstallOutcome? {
            var release = InstallerFixture.Release(version: version)
            release.breaks["stop"] = "kill $(cat \"$HAMYAR_DATA/agent.pid\")"
            release.breaks["start"] = """
                python3 "$HAMYAR_TREE/bin/agent" "$HAMYAR_VERSION" \(installer.socket) < /dev/null > /dev/null 2>&1 &
                echo $! > "$HAMYAR_DATA/agent.pid"
                """
            let tree = try installer.fixture.makeTree(release)
            try Data(agent.utf8).write(to: URL(filePath: tree + "/bin/agent"))
            let built = try installer.repository.release(
                version, of: "hamyar-agent", tree: tree, hooks: ["stop", "start"],
                health: try #require(ReleaseHealth(holds: 0, within: version == "2.0" ? 2 : 20)))
            return try installer.install(version, of: "hamyar-agent", built)
        }
        func running() throws -> String {
            let clock = SystemInstallClock()
            let deadline = clock.steady() + .seconds(20)
            let places = installer.fixture.data + "/agent.version"
            while clock.steady() < deadline, !["1.0", "1.1"].contains(installer.fixture.text(places)) {
                clock.pause(.milliseconds(50))
            }
            return installer.fixture.text(places)
        }
        #expect(try publish("1.0")?.word == .committed)
        let silent = try publish("2.0")
        #expect(silent?.word == .rolledBack && silent?.reason?.code == "install.not-reported")
        #expect(try running() == "1.0")
        #expect(try installer.root("hamyar-agent").readCurrent() == .version("1.0"))
        #expect(try publish("2.1")?.word == .committed)
    }

    @Test func `what init refuses, and what it leaves as it is`() throws {
        let fixture = try InstallerFixture()
        let repository = try SignedRepository()
        defer {
            fixture.remove()
            repository.remove()
        }
        let place = fixture.path + "/set-up"
        let user = InstallerFixture.hookUser
        func make(_ product: String, root: String? = nil) throws -> Command {
            try run(
                "init", "--root", root ?? repository.rootFile, "--directory", place, "--socket", place + ".sock", "--product",
                product)
        }
        for words in [
            "ledger", "ledger=\(place)/x", "ledger=relative,user=\(user)", "ledger=\(place)/x,user=0,group=0",
            "ledger=\(place)/x,user=\(user),color=red", "ledger=\(place)/x,user=no-such-person",
            "ledger=\(place)/x,user=\(user),health=http", "../x=\(place)/x,user=\(user)",
        ] {
            let refused = try make(words)
            #expect(refused.status == 78, "\(words): \(refused.status) \(refused.output)")
        }
        try Data("{}".utf8).write(to: URL(filePath: fixture.path + "/no-root.json"))
        #expect(try make("ledger=\(place)-x,user=\(user)", root: fixture.path + "/no-root.json").status == 84)
        #expect(try make("ledger=\(place)-x,user=\(user)").status == 0)
        let again = try make("ledger=\(place)-x,user=\(user)")
        #expect(again.status == 73)
        #expect(try InstallerHome(path: place).settings().products.map(\.product) == ["ledger"])
    }

    @Test func `the unit leaves it no other sockets than those of this machine`() throws {
        let unit = URL(filePath: #filePath).deletingLastPathComponent().appending(
            path: "../../Examples/systemd/hamyar-installer.service")
        let lines = try String(contentsOf: unit, encoding: .utf8).split(separator: "\n")
        #expect(lines.contains("RestrictAddressFamilies=AF_UNIX"))
        #expect(lines.filter { $0.hasPrefix("RestrictAddressFamilies") }.count == 1)
    }

    /// With the system's own validator: nothing of the program makes the schema.
    private func fits(_ document: String, _ schema: String) throws -> Command {
        let place = URL(filePath: #filePath).deletingLastPathComponent().appending(
            path: "../../Docs/schemas/\(schema).schema.json")
        let check = "import json, jsonschema, sys; jsonschema.validate(json.loads(sys.argv[1]), json.load(open(sys.argv[2])))"
        return try Command(["/usr/bin/python3", "-c", check, document, place.standardizedFileURL.path])
    }

    @Test func `both languages, statuses, and words for shells`() throws {
        let socket = "/nonexistent/control.sock"
        let english = try run("status", "--socket", socket)
        let persian = try run("status", "--socket", socket, language: "fa_IR.UTF-8")
        #expect(english.status == 69 && persian.status == 69)
        #expect(english.output != persian.output && persian.output.unicodeScalars.contains { $0.value > 0x600 })
        let failed = try run("status", "--socket", socket, "--json").output
        // The sentence for people comes after it.
        let failure = String(failed.prefix(through: try #require(failed.lastIndex(of: "}"))))
        #expect(failure.contains("\"installer.unreachable\""))
        #expect(try fits(failure, "hamyar-installer-failure").status == 0)
        #expect(try run("decide", "ledger", "perhaps").status == 64)
        #expect(try run("--help").output.contains("no network socket") || run("--help").output.contains("network"))
        for shell in ["bash", "zsh", "fish"] {
            #expect(try run("--generate-completion-script", shell).output.contains("go-back-restoring"), "\(shell)")
        }
        for phrase in InstallerPhrase.allCases {
            #expect(phrase.text(in: .english) != phrase.text(in: .persian))
        }
    }
}
