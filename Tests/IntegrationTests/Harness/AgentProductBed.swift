import Foundation
import Glibc

/// A machine whose agent is a product of its installer: the agent runs as the product's own user, under what its unit does, Restart=always
/// on `current`.
struct AgentProductBed {
    let bed: TestBed
    let vendor: ReleaseBed
    let place: String
    private let installer: RunningProgram
    private let unit: RunningProgram

    static let product = "hamyar-agent"
    private static let sheet = ProgramPaths.tree + "/Examples/agent/hamyar-release.yaml"
    var versions: String { place + "/opt/versions" }

    /// Relay, vendor with a role for the agent, a machine that is online with an agent of no release, and its installer.
    static func start(_ name: String) async throws -> AgentProductBed {
        let place = NSTemporaryDirectory() + "hamyar-product-\(UUID().uuidString.prefix(8).lowercased())"
        for path in [place, place + "/opt", place + "/data", place + "/customer"] {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
            chmod(path, 0o755)
        }
        // The agent's state is the product's data, where its user can reach it.
        let bed = try await TestBed.ready(name) { bed in
            try FileManager.default.createSymbolicLink(atPath: bed.agentState, withDestinationPath: place + "/data")
        }
        let vendor = ReleaseBed(bed: bed)
        try await vendor.release("init")
        try await vendor.release("sign")
        let key = try await vendor.person(product)
        try await vendor.release("key", "add", product, key.key)
        try await vendor.release("sign", keys: key.keys)
        try await vendor.release("sign")
        try await vendor.release("publish")
        let root = vendor.releases + "/metadata/1.root.json"
        try await bed.hamyar("release", "trust", root)
        try await bed.agent("trust-releases", root)
        await bed.kill(.agent)
        let (user, socket) = (InstallerBed.user, place + "/i.sock")
        let words = "\(product)=\(place)/opt,user=\(user),data=\(place)/data,health=report"
        let directory = bed.place("installer")
        try await bed.run(
            ProgramPaths.installer,
            ["init", "--root", root, "--product", words, "--client", user, "--directory", directory, "--socket", socket])
        let installer = try bed.start(ProgramPaths.installer, ["serve", "--directory", directory])
        _ = try await Deadlines.first("the installer") { installer.output.contains("listening on ") ? true : nil }
        try InstallerBed.name(socket, in: place + "/data/agent.json")
        try await bed.run(ProgramPaths.tree + "/Examples/agent/build", [place + "/first", ProgramPaths.agent])
        try await bed.run("/usr/bin/chown", ["-R", user, place + "/data", place + "/customer"])
        let group = String(getpwnam(user)?.pointee.pw_gid ?? getegid())
        let command =
            geteuid() == 0 ? ["/usr/bin/setpriv", "--reuid", user, "--regid", group, "--clear-groups"] : ["/usr/bin/env"]
        let unit = try bed.start(
            command[0], command.dropFirst() + [ProgramPaths.python, "-c", Self.restarting, place])
        let own = AgentProductBed(bed: bed, vendor: vendor, place: place, installer: installer, unit: unit)
        try await bed.untilOnline()
        return own
    }

    /// Signs a version and publishes it.
    ///
    /// - Parameters:
    ///   - within: seconds in which it must report in.
    ///   - program: what lies in it as the agent; the real one without symbols where none is named.
    func publish(_ version: String, within: Int = 60, program: String? = nil) async throws {
        let tree = bed.place("agent-" + version)
        if let program {
            try FileManager.default.copyItem(atPath: place + "/first", toPath: tree)
            let file = tree + "/bin/hamyar-agent"
            try Data(program.utf8).write(to: URL(filePath: file))
            chmod(file, 0o755)
        } else {
            try await bed.run(ProgramPaths.tree + "/Examples/agent/build", [tree, ProgramPaths.agent])
        }
        let sheet = bed.place("agent-\(version).yaml")
        try String(contentsOfFile: Self.sheet, encoding: .utf8).replacing("within: 120", with: "within: \(within)")
            .write(toFile: sheet, atomically: true, encoding: .utf8)
        let words = ["release", "build", tree, "--version", version, "--description", sheet, "--patches", "0", "--quick"]
        try await bed.run(ProgramPaths.console, words + ["--in", vendor.releases, "--json"], within: .seconds(120))
        try await vendor.release("sign", keys: bed.place("person-" + Self.product))
        try await vendor.release("publish")
    }

    /// The version of the agent that answers at the control socket.
    var running: String {
        get async throws {
            try await bed.agent("status", "--json").json["program"].string.replacing(Self.product + "/", with: "")
        }
    }

    /// What the installer has committed.
    var committed: String? {
        (try? FileManager.default.destinationOfSymbolicLink(atPath: place + "/opt/current")).map {
            ($0 as NSString).lastPathComponent
        }
    }

    /// Agents that had to be killed because they did not park themselves.
    var killed: Int { unit.output.components(separatedBy: "ended by signal 9").count - 1 }

    func end() async {
        await unit.kill()
        await installer.kill()
        try? FileManager.default.removeItem(atPath: place)
    }

    /// What systemd does for the agent's unit. The agent goes with it.
    private static let restarting = """
        import ctypes, os, signal, subprocess, sys, time
        place = sys.argv[1]
        def go_with_me():
            ctypes.CDLL(None).prctl(1, signal.SIGKILL)
        while True:
            program = place + "/opt/current/bin/hamyar-agent"
            if not os.path.exists(program):
                program = place + "/first/bin/hamyar-agent"
            ended = subprocess.run([program, "run", "--state", place + "/data"], preexec_fn=go_with_me)
            print("ended by signal %d" % -ended.returncode if ended.returncode < 0 else "ended", flush=True)
            time.sleep(0.2)
        """
}
