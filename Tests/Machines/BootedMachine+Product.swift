import Foundation

extension BootedMachine {
    /// Who is there in a machine with the product: names and numbers of users, each with a group of its own.
    package static let users: [String: UInt32] = ["hamyar-agent": 64_200, "hamyar-command": 64_300, "hamyar-relay": 64_400]
    /// A group.
    package static let approvers: (name: String, number: UInt32) = ("hamyar-approvers", 64_500)
    /// The words before those of a program of the product that is run in it.
    package static let product = ["env", "LD_LIBRARY_PATH=\(runtime)"]

    /// In the machine: where the libraries of Swift are.
    private static let runtime = "/usr/local/lib"
    private static let tree = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardizedFileURL
        .path

    /// A machine where the programs of this build are in /usr/local/bin, with units of Examples/systemd word for word; only that they
    /// begin again at once, and as often as they end.
    ///
    /// - Parameters:
    ///   - units: as `hamyar-runner`; they are started when it boots.
    ///   - more: further files, as of `init`.
    package static func installed(_ units: [String], _ more: [String: String] = [:]) async throws -> BootedMachine {
        var files = more
        for unit in units {
            files["etc/systemd/system/\(unit).service"] = try text("\(tree)/Examples/systemd/\(unit).service")
            files["etc/systemd/system/\(unit).service.d/soon.conf"] =
                "[Unit]\nStartLimitIntervalSec=0\n[Service]\nRestartSec=100ms\n"
        }
        files["etc/systemd/system.conf.d/runtime.conf"] = "[Manager]\nDefaultEnvironment=LD_LIBRARY_PATH=\(runtime)\n"
        let people = users.sorted { $0.value < $1.value }
        files["etc/passwd"] =
            try others("/etc/passwd") + people.map { "\($0.key):x:\($0.value):\($0.value)::/:/usr/sbin/nologin\n" }.joined()
        files["etc/group"] =
            try others("/etc/group") + people.map { "\($0.key):x:\($0.value):\n" }.joined()
            + "\(approvers.name):x:\(approvers.number):hamyar-agent\n"
        return try await BootedMachine(files, directories: ["\(programs):/usr/local/bin", "\(try libraries):\(runtime)"])
    }

    /// What systemd says of a unit, as `MainPID`.
    package func property(_ name: String, of unit: String) async throws -> String {
        try await run(["systemctl", "show", "--value", "--property", name, unit]).text.trimmingCharacters(in: .newlines)
    }

    /// What a unit said, line by line.
    package func journal(of unit: String) async throws -> String {
        try await run(["journalctl", "--no-pager", "--output", "cat", "--unit", unit]).text
    }

    /// Throws TooLong.
    package static func until(_ what: String, _ holds: () async throws -> Bool) async throws {
        let deadline = ContinuousClock.now + .seconds(120)
        while try await !holds() {
            guard ContinuousClock.now < deadline else { throw TooLong(what: what) }
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    package struct TooLong: Error {
        let what: String
    }

    private static func text(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

    /// Lines of a file of this machine that are not the product's.
    private static func others(_ path: String) throws -> String {
        try text(path).split(separator: "\n").filter { !$0.hasPrefix("hamyar-") }.map { $0 + "\n" }.joined()
    }

    /// Beside the tests.
    private static var programs: String {
        let tests = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        let beside = URL(filePath: tests).deletingLastPathComponent().path
        let isThere = FileManager.default.isExecutableFile(atPath: beside + "/hamyar-runner")
        return isThere ? beside : URL(filePath: tree + "/.build/debug").resolvingSymlinksInPath().path
    }

    /// Those that the tests run with themselves.
    private static var libraries: String {
        get throws {
            // Whole: String(contentsOfFile:) ends at the first page of such a file.
            let maps = try FileHandle(forReadingFrom: URL(filePath: "/proc/self/maps")).readToEnd() ?? Data()
            let line = String(decoding: maps, as: UTF8.self).split(separator: "\n").first { $0.hasSuffix("/libswiftCore.so") }
            guard let line, let start = line.firstIndex(of: "/") else { throw NoLibraries() }
            let path = String(line[start...])
            return URL(filePath: path).deletingLastPathComponent().path
        }
    }

    /// The tests have the libraries of Swift in themselves.
    private struct NoLibraries: Error {}
}
