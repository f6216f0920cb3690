import ChildProcesses
import Cryptography
import Glibc
import Primitives

/// A call that was read, checked and made ready to run. It owns the script's file.
struct CommandCall: ~Copyable {
    let program: ProgramCall
    private let script: SealedFile?

    private static let programPlaces = ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"]
    private static let own = ["PATH", "LANG", "HOME", "HAMYAR_COMMAND", ProgramMark.name]

    /// Throws command.refused, command.not-found, command.not-started.
    init(_ call: RunnerCall, script bytes: [UInt8], settings: RunnerSettings, group: ControlGroup?) throws(Failure) {
        func require(_ holds: Bool, _ reason: String) throws(Failure) {
            guard holds else { throw Failure(.commandRefused, ["reason": reason]) }
        }
        let directory = call.directory.isEmpty ? "/" : call.directory
        try require(directory.hasPrefix("/"), "directory")
        try require(!call.id.isEmpty && !call.arguments.isEmpty, "arguments")
        try require(call.timeoutMillis > 0, "timeout")
        for (name, value) in call.environment {
            try require(name.hasPrefix("HAMYAR_") && !Self.own.contains(name) && !(name + value).utf8.contains(0), "environment")
        }
        let first = call.arguments[0]
        var number: Int32 = -1
        let script: SealedFile?
        var arguments = call.arguments
        if let expected = call.script {
            try require(bytes.count == expected.length && Digest.of(bytes).description == expected.digest, "script")
            let file = try SealedFile.make(bytes, for: first)
            number = file.number
            script = consume file
        } else {
            script = nil
            guard let path = Self.find(first) else { throw Failure(.commandNotFound, ["program": first]) }
            arguments[0] = path
        }
        var environment = call.environment
        environment["PATH"] = Self.programPlaces.joined(separator: ":")
        environment["LANG"] = "C.UTF-8"
        environment["HOME"] = directory
        environment["HAMYAR_COMMAND"] = call.id
        var program = ProgramCall(arguments, environment: environment, directory: directory, account: settings.account)
        if number >= 0 { program.image = .descriptor(number) }
        program.limits.time = min(.milliseconds(Int64(clamping: call.timeoutMillis)), RunnerLimits.time)
        program.limits.output = Int(clamping: min(call.outputLimit, RunnerLimits.output))
        program.limits.processes = RunnerLimits.processes
        program.limits.openFiles = RunnerLimits.openFiles
        program.limits.fileSize = RunnerLimits.fileSize
        program.limits.nice = RunnerLimits.nice
        program.group = group
        program.mayGainPrivileges = settings.mayGainPrivileges
        self.program = program
        self.script = script
    }

    /// An absolute path as it is; a plain name in the places for programs, never here or in what the environment says.
    private static func find(_ name: String) -> String? {
        guard !name.hasPrefix("/") else { return name }
        guard !name.isEmpty, !name.contains("/") else { return nil }
        return programPlaces.map { $0 + "/" + name }.first { path in
            var status = stat()
            return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && status.st_mode & 0o111 != 0
        }
    }
}
