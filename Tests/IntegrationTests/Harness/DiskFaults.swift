import Foundation
import Glibc

/// The disk that fails of Tests/Faults/disk-faults.c, compiled once, and the rule that a program under test reads from it.
struct DiskFaults: Sendable {
    private let library: String
    private let rule: String

    /// One call that passed a path of the rule.
    struct Call: Sendable {
        let name: String
        let inode: String
        let failed: Bool
        let path: String
    }

    /// Compiles the library into the bed's directory.
    init(_ bed: TestBed) async throws {
        library = bed.place("disk-faults.so")
        rule = bed.place("faults")
        let source = ProgramPaths.tree + "/Tests/Faults/disk-faults.c"
        try await bed.run("/usr/bin/cc", ["-shared", "-fPIC", "-O1", "-o", library, source, "-ldl"])
        try pass()
    }

    var environment: [String: String] { ["LD_PRELOAD": library, "HAMYAR_FAULTS": rule] }

    /// From now on the `nth` call of this name on such a path fails, once. Forgets the calls so far.
    func fail(_ call: String, nth: Int = 1, with number: Int32 = EIO, on pattern: String) throws {
        try? FileManager.default.removeItem(atPath: rule + ".log")
        try "\(call) \(nth) \(number) \(pattern)".write(toFile: rule, atomically: true, encoding: .utf8)
    }

    /// The disk is whole again.
    func pass() throws {
        try "".write(toFile: rule, atomically: true, encoding: .utf8)
    }

    /// What the rule's paths saw, in order.
    func calls() throws -> [Call] {
        guard let data = FileManager.default.contents(atPath: rule + ".log") else { return [] }
        return String(decoding: data, as: UTF8.self).split(separator: "\n").map { line in
            let words = line.split(separator: " ", maxSplits: 3).map(String.init)
            return Call(name: words[0], inode: words[1], failed: words[2] != "0", path: words.count > 3 ? words[3] : "")
        }
    }
}
