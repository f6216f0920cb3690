import Cryptography
import Foundation
import Primitives
import Testing
import Updates

@testable import Installer

/// One install by a real process under strace, which kills it, or lets a call fail, at a chosen one of its system calls.
struct FaultMatrix {
    enum Fault: String, CaseIterable {
        case kill = "signal=SIGKILL"
        case inputOutputError = "error=EIO"
        case full = "error=ENOSPC"
    }

    /// The n-th call of one name.
    struct Point: Hashable {
        let call: String
        let number: Int
    }

    static let strace = "/usr/bin/strace"
    /// Calls that touch the disk: those that can fail as disks do.
    static let diskCalls: Set = [
        "openat", "openat2", "read", "write", "fsync", "fdatasync", "syncfs", "rename", "renameat", "mkdir", "mkdirat", "rmdir",
        "unlink", "unlinkat", "symlink", "symlinkat", "fchmod", "chmod", "chown", "lstat", "newfstatat", "fstat", "statx",
        "readlink", "getdents64", "statfs", "link", "linkat", "ftruncate",
    ]

    let fixture: InstallerFixture
    private let template: String
    private let worker = Command.built("hamyar-installer-worker")
    /// Trees by version, as they were published.
    private let trees: [String: String]

    /// A machine on which 1.0 runs, and 2.0, which migrates and is opened by a hook, waits in the spool.
    init() throws {
        fixture = try InstallerFixture()
        var trees: [String: String] = [:]
        trees["1.0"] = try fixture.publish(.init(version: "1.0")).description
        trees["2.0"] = try fixture.publish(.init(version: "2.0", data: .migrates, opens: true)).description
        self.trees = trees
        try fixture.install("1.0")
        template = fixture.path + ".template"
        #expect(try Command(["/bin/cp", "-a", fixture.path, template]).status == 0)
    }

    func remove() {
        fixture.remove()
        try? FileManager.default.removeItem(atPath: template)
    }

    /// Every call of an install that nothing disturbs, from the first one that touches the installer's directory.
    func points() throws -> [Point] {
        try reset()
        let trace = fixture.path + ".trace"
        defer { try? FileManager.default.removeItem(atPath: trace) }
        let run = try Command([Self.strace, "-qq", "-o", trace, worker, fixture.path, "install", "2.0"])
        try #require(run.output == "2.0 committed - idle\n", "\(run.output)")
        var counts: [String: Int] = [:]
        var points: [Point] = []
        var hasBegun = false
        for line in fixture.text(trace).split(separator: "\n") {
            let name = String(line.prefix { $0 != "(" })
            guard name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" }), !name.isEmpty else { continue }
            counts[name, default: 0] += 1
            if line.contains(fixture.path + "/installer.json") { hasBegun = true }
            // Looking at other processes changes nothing, and there are as many such calls as processes.
            if hasBegun, !name.hasPrefix("exit"), !line.contains("\"/proc/") {
                points.append(Point(call: name, number: counts[name, default: 0]))
            }
        }
        return points
    }

    /// Lets the fault happen, then a new process recover, and says what is wrong afterwards; nil where nothing is.
    func judge(_ fault: Fault, at point: Point) throws -> String? {
        try reset()
        let injection = "inject=\(point.call):\(fault.rawValue):when=\(point.number)"
        let tracer = [Self.strace, "-qq", "-o", "/dev/null", "-e", "trace=\(point.call)", "-e", injection]
        let first = try Command(tracer + [worker, fixture.path, "install", "2.0"])
        if let wrong = wrong(link: true) { return "before recovery: \(wrong)" }
        let second = try Command([worker, fixture.path, "recover"])
        guard second.status == 0 else { return "recovery ended with \(second.status): \(second.output) after \(first.output)" }
        let words = second.output.split(whereSeparator: { $0 == " " || $0 == "\n" }).map(String.init)
        guard words.count == 4, words[3] == "idle" else { return "recovery said \(second.output)" }
        if let wrong = wrong(link: false) { return wrong }
        guard try fixture.places.readCurrent() == .version(words[0]) else { return "\(words[0]) is not current" }
        guard fixture.running == words[0] else { return "\(words[0]) is current and \(fixture.running) runs" }
        guard fixture.text(fixture.data + "/rows") == InstallerFixture.rows else { return "rows are lost" }
        let format = words[0] == "2.0" ? "format 2.0" : ""
        guard fixture.format == format else { return "\(words[0]) with data of \(fixture.format)" }
        let own = try FileManager.default.contentsOfDirectory(atPath: fixture.places.own)
        let left = own.filter { !$0.hasSuffix(".description") && !$0.hasPrefix("backup-") }
        return left.isEmpty ? nil : "left behind: \(left)"
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

    private func reset() throws {
        try FileManager.default.removeItem(atPath: fixture.path)
        #expect(try Command(["/bin/cp", "-a", template, fixture.path]).status == 0)
    }
}
