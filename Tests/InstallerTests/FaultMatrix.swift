import Cryptography
import Foundation
import Primitives
import Testing
import Updates

@testable import Installer

/// One scenario by a real process under strace, which kills it, or lets a call fail, at a chosen one of its system calls.
struct FaultMatrix {
    enum Fault: String, CaseIterable {
        case kill = "signal=SIGKILL"
        case inputOutputError = "error=EIO"
        case full = "error=ENOSPC"
    }

    /// The n-th call of one name, in a thread.
    struct Point: Hashable {
        let call: String
        let number: Int
    }

    static let strace = "/usr/bin/strace"
    /// Calls that touch the disk: those that can fail as disks do.
    static let diskCalls: Set = [
        "openat", "openat2", "read", "pread64", "write", "pwrite64", "fsync", "fdatasync", "syncfs", "rename", "renameat",
        "renameat2", "mkdir", "mkdirat", "rmdir", "unlink", "unlinkat", "symlink", "symlinkat", "fchmod", "chmod", "fchmodat",
        "chown", "lstat", "stat", "newfstatat", "fstat", "statx", "readlink", "readlinkat", "getdents64", "statfs", "fstatfs",
        "link", "linkat", "ftruncate", "access", "faccessat", "faccessat2", "lseek", "flock", "close",
    ]

    let scenario: FaultScenario
    let fixture: InstallerFixture
    private let template: String
    private let worker = Command.built("hamyar-installer-worker")
    /// Trees by version, as they were published.
    private let trees: [String: String]

    init(_ scenario: FaultScenario = .whole) throws {
        self.scenario = scenario
        fixture = try InstallerFixture()
        trees = try scenario.prepare(fixture)
        template = fixture.path + ".template"
        #expect(try Command(["/bin/cp", "-a", fixture.path, template]).status == 0)
    }

    func remove() {
        fixture.remove()
        try? FileManager.default.removeItem(atPath: template)
    }

    /// Runs it with nothing in the way but what the environment loads.
    func run(environment: [String: String] = [:], through words: [String] = []) throws -> Command {
        try Command(words + [worker, fixture.path] + scenario.words, environment: environment)
    }

    /// Every call of a run that nothing disturbs, from the first one that touches the installer's directory.
    func points() throws -> [Point] {
        try reset()
        let trace = fixture.path + ".trace"
        defer { try? FileManager.default.removeItem(atPath: trace) }
        let follow = scenario.followsThreads ? ["-f"] : []
        let run = try run(through: [Self.strace] + follow + ["-qq", "-o", trace])
        try #require(run.output == scenario.undisturbed, "\(run.output)")
        var counts: [String: Int] = [:]
        var points: [Point] = []
        var known: Set<Point> = []
        var hasBegun = false
        for line in fixture.text(trace).split(separator: "\n") {
            let thread = scenario.followsThreads ? String(line.prefix { $0.isNumber }) : ""
            let call = line.dropFirst(thread.count).drop { $0 == " " }
            let name = String(call.prefix { $0 != "(" })
            guard name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" }), !name.isEmpty, name.count < call.count else {
                continue
            }
            counts[thread + name, default: 0] += 1
            if line.contains(fixture.path + "/installer.json") { hasBegun = true }
            // Looking at other processes changes nothing, and there are as many such calls as processes.
            let point = Point(call: name, number: counts[thread + name, default: 0])
            if hasBegun, !name.hasPrefix("exit"), !line.contains("\"/proc/"), known.insert(point).inserted {
                points.append(point)
            }
        }
        return points
    }

    /// Lets the fault happen, then a new process recover, and says what is wrong afterwards; nil where nothing is.
    func judge(_ fault: Fault, at point: Point) throws -> String? {
        try reset()
        let injection = "inject=\(point.call):\(fault.rawValue):when=\(point.number)"
        let follow = scenario.followsThreads ? ["-f"] : []
        let tracer = ["/usr/bin/timeout", "-s", "KILL", "120", Self.strace] + follow + ["-qq", "-o", "/dev/null"]
        let first = try run(through: tracer + ["-e", "trace=\(point.call)", "-e", injection])
        return try judge(after: first.output)
    }

    /// What is wrong with the machine after a fault; a new process recovers first.
    func judge(after said: String = "") throws -> String? {
        if let wrong = wrong(link: true) { return "before recovery: \(wrong)" }
        let second = try Command([worker, fixture.path, "recover"])
        guard second.status == 0 else { return "recovery ended with \(second.status): \(second.output) after \(said)" }
        let words = second.output.split(whereSeparator: { $0 == " " || $0 == "\n" }).map(String.init)
        guard words.count == 4, words[3] == "idle" else { return "recovery said \(second.output)" }
        if let wrong = wrong(link: false) { return wrong }
        guard try fixture.places.readCurrent() == .version(words[0]) else { return "\(words[0]) is not current" }
        let own = try FileManager.default.contentsOfDirectory(atPath: fixture.places.own)
        let left = own.filter { !$0.hasSuffix(".description") && !$0.hasPrefix("backup-") }
        guard left.isEmpty else { return "left behind: \(left)" }
        return scenario.hasHooks ? wrongData(of: words[0]) : try wrongLater(words)
    }

    private func wrongData(of version: String) -> String? {
        guard fixture.running == version else { return "\(version) is current and \(fixture.running) runs" }
        guard fixture.text(fixture.data + "/rows") == InstallerFixture.rows else { return "rows are lost" }
        let format = version == "2.0" ? "format 2.0" : ""
        return fixture.format == format ? nil : "\(version) with data of \(fixture.format)"
    }

    /// A patch that was cut off is applied when it is asked for again.
    private func wrongLater(_ words: [String]) throws -> String? {
        guard scenario == .patch, words[0] == "1.0", words[1] != "rolled-back" else { return nil }
        let again = try Command([worker, fixture.path, "install", "1.1"])
        return again.output == scenario.undisturbed ? nil : "asked again, it said \(again.output)"
    }

    /// Old or new, whole, whatever happened.
    private func wrong(link only: Bool) -> String? {
        guard case .version(let current) = try? fixture.places.readCurrent(), let tree = trees[current] else {
            return "neither"
        }
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: fixture.places.versions)) ?? []
        for version in only ? [current] : versions {
            guard TreeDigest.of(fixture.places.tree(version)) == (version == current ? tree : trees[version]) else {
                return "half a tree of \(version)"
            }
        }
        return nil
    }

    func reset() throws {
        try FileManager.default.removeItem(atPath: fixture.path)
        #expect(try Command(["/bin/cp", "-a", template, fixture.path]).status == 0)
    }
}
