import Foundation
import Glibc

/// The installer of the machine of a bed, a real process, with one product.
struct InstallerBed {
    let bed: TestBed
    let running: RunningProgram
    /// Of the product alone: hooks run as another user, whom a bed does not let in.
    let place: String
    var socket: String { bed.place("i.sock") }
    var data: String { place + "/data" }

    /// Another user where this one is root; this one otherwise.
    static var user: String { geteuid() == 0 ? "nobody" : String(cString: getpwuid(geteuid()).pointee.pw_name) }

    /// Initialised with the vendor's root, told to the agent and the technician, and serving. The agent is started anew.
    ///
    /// - Parameter root: the vendor's 1.root.json.
    static func start(
        _ bed: TestBed, root: String, initialising: (([String]) async throws -> Void)? = nil
    ) async throws -> InstallerBed {
        let (directory, socket) = (bed.place("installer"), bed.place("i.sock"))
        let place = NSTemporaryDirectory() + "hamyar-product-\(UUID().uuidString.prefix(8).lowercased())"
        for path in [place, place + "/opt", place + "/data"] {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
            chmod(path, 0o755)
        }
        if let account = getpwnam(user)?.pointee { chown(place + "/data", account.pw_uid, account.pw_gid) }
        let product = "ledger=\(place)/opt,user=\(user),data=\(place)/data"
        let words = ["--root", root, "--product", product, "--directory", directory, "--socket", socket]
        if let initialising {
            try await initialising(words)
        } else {
            try await bed.run(ProgramPaths.installer, ["init"] + words)
        }
        let running = try bed.start(ProgramPaths.installer, ["serve", "--directory", directory])
        _ = try await Deadlines.first("the installer") { running.output.contains("listening on ") ? true : nil }
        await bed.kill(.agent)
        try name(socket, in: bed.agentState + "/agent.json")
        try await bed.startAgent()
        try await bed.untilOnline()
        return InstallerBed(bed: bed, running: running, place: place)
    }

    /// Tells an agent where its installer listens.
    static func name(_ socket: String, in settings: String) throws {
        let data = try Data(contentsOf: URL(filePath: settings))
        var object = try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
        object["installer"] = socket
        try JSONSerialization.data(withJSONObject: object).write(to: URL(filePath: settings))
    }

    /// Asks the example product over its socket.
    func ask(_ words: String...) async throws -> String {
        let program = """
            import socket, sys
            s = socket.socket(socket.AF_UNIX); s.settimeout(10); s.connect(sys.argv[1])
            s.sendall((sys.argv[2] + " " + sys.argv[3] + " HTTP/1.0\\r\\n\\r\\n").encode())
            b = b""
            while m := s.recv(4096): b += m
            print(b.partition(b"\\r\\n\\r\\n")[2].decode().strip())
            """
        return try await bed.run(ProgramPaths.python, ["-c", program, data + "/ledger.sock"] + words).output
            .trimmingCharacters(in: .whitespacesAndNewlines)
    }

    func end() async {
        await running.kill()
        let pid = (try? String(contentsOfFile: data + "/ledger.pid", encoding: .utf8))?.trimmingCharacters(in: .newlines)
        if let pid = pid.flatMap({ pid_t($0) }) { Glibc.kill(pid, SIGKILL) }
        try? FileManager.default.removeItem(atPath: place)
    }
}
