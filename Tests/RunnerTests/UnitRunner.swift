import BootedMachines
import ChildProcesses
import Foundation
import Glibc
import Primitives

@testable import Runner

/// hamyar-runner on a machine that systemd booted, by its unit of Examples/systemd; the agent's user asks it.
struct UnitRunner {
    static let unit = "hamyar-runner"
    /// Its control group, as the kernel names it.
    static let group = "/system.slice/hamyar-runner.service"
    let machine: BootedMachine

    /// Whether groups of version 2 have what bounds memory and processes, from this process's own group on.
    static let hasControllers: Bool = {
        let group = ControlGroupTree.group(of: getpid()) ?? "/"
        let path = "/sys/fs/cgroup" + (group == "/" ? "" : group) + "/cgroup.subtree_control"
        let given = (try? String(contentsOfFile: path, encoding: .utf8))?.split { " \n".contains($0) } ?? []
        return given.contains("memory") && given.contains("pids")
    }()

    /// - Parameter more: files of the machine.
    init(_ more: [String: String] = [:]) async throws {
        let machine = try await BootedMachine.installed([Self.unit], more)
        let socket = machine.root + RunnerSettings.standardSocket
        try await BootedMachine.until("the runner's socket") { FileManager.default.fileExists(atPath: socket) }
        self.machine = machine
    }

    /// Says the frame of a call and, in hexadecimal, what comes back.
    private static let asking = """
        $SIG{PIPE} = 'IGNORE'; use IO::Socket::UNIX; my $s = IO::Socket::UNIX->new(Peer => $ARGV[0]) or die "$!";
        print $s pack("H*", $ARGV[1]); $s->flush;
        print unpack("H*", $_) while sysread($s, $_, 65536);
        """

    func run(_ script: String, seconds: Double = 20, as user: String = "hamyar-agent") async throws -> RunningRunner.Result {
        let content = try JSONEncoder().encode(RunningRunner.shell(script, seconds: seconds))
        let length = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: content.count >> $0) }
        let frame = Hexadecimal.encode([RunnerFrame.call.rawValue] + length + content)
        let done = try await machine.run(
            Self.becoming(user) + ["perl", "-e", Self.asking, RunnerSettings.standardSocket, frame])
        return Self.result(Hexadecimal.decode(done.text) ?? [])
    }

    static func becoming(_ user: String) -> [String] {
        ["setpriv", "--reuid", user, "--regid", user, "--clear-groups"]
    }

    private static func result(_ bytes: [UInt8]) -> RunningRunner.Result {
        var result = RunningRunner.Result()
        var rest = bytes[...]
        while rest.count >= 5, let frame = RunnerFrame(rawValue: rest[rest.startIndex]) {
            let length = rest.dropFirst().prefix(4).reduce(0) { $0 << 8 | Int($1) }
            let content = Array(rest.dropFirst(5).prefix(length))
            rest = rest.dropFirst(5 + length)
            switch frame {
            case .output: result.output += content
            case .errors: result.errors += content
            case .end: result.end = try? RunnerSocket.decode(RunnerEnd.self, content)
            case .refused: result.failure = try? RunnerSocket.decode(RunnerRefusal.self, content).failure
            case .started, .call, .identity: break
            }
        }
        return result
    }

    /// Groups below the unit's own.
    var groups: [String] {
        let path = machine.root + "/sys/fs/cgroup" + Self.group
        return ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).filter { name in
            var isDirectory: ObjCBool = false
            return FileManager.default.fileExists(atPath: path + "/" + name, isDirectory: &isDirectory) && isDirectory.boolValue
        }
    }

    /// Processes with the word in their arguments.
    func left(_ mark: String) -> [Int32] {
        ProcessTable.all().filter { entry in
            let words = (try? String(contentsOfFile: "/proc/\(entry.id)/cmdline", encoding: .utf8)) ?? ""
            return !entry.isZombie && words.hasPrefix("/bin/sleep\0") && words.contains(mark)
        }.map(\.id)
    }
}
