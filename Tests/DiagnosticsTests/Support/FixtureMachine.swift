import Foundation
import Primitives

@testable import Diagnostics

/// Another machine, from one file of Tests/Fixtures/machines: its files below a directory, what its programs print, the space of its file
/// systems.
///
/// `==> /path` begins a file, `==> /path/` a directory, `==> /path -> target` a link, `==> $ words` a program's output (`? N` behind it: its
/// status) and `==> statvfs /path` the numbers of a file system.
final class FixtureMachine {
    let root: FactRoot
    let folder: URL
    var programs = ScriptedPrograms()
    var space: [String: FileSystemSpace] = [:]
    var given = GivenFacts()
    var probes: SystemProbes
    var clock = FixedClock(time: Timestamp(milliseconds: 1_795_257_000_000))

    static let names = ["alpine-3.20", "centos-7", "debian-12", "opensuse-15.6", "rocky-9", "ubuntu-22.04"]

    init(_ name: String? = nil) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "hamyar-machine-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        root = FactRoot(folder.path)
        probes = SystemProbes(
            space: { _ in nil },
            nameServer: { address, _ in NameServerFacts(address: address, state: .answers, answerMillis: 3) },
            resolve: { ResolutionFacts(name: $0, isResolved: true, addresses: 1, millis: 5, reason: nil) },
            kernelClock: { KernelClock(isSynchronised: true, estimatedErrorMicros: 10, maximumErrorMicros: 100) },
            pathMTU: { _ in nil },
            environment: { [:] })
        guard let name else { return }
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Fixtures/machines/\(name).tree")
        let text = try String(contentsOf: file, encoding: .utf8)
        for section in text.components(separatedBy: "\n==> ").dropFirst() {
            let end = section.firstIndex(of: "\n") ?? section.endIndex
            try take(String(section[..<end]), String(section[end...].dropFirst()))
        }
    }

    deinit {
        try? FileManager.default.removeItem(at: folder)
    }

    private func take(_ head: String, _ content: String) throws {
        if head.hasPrefix("$ ") {
            let words = head.dropFirst(2).split(separator: " ").map(String.init)
            var status: Int32 = 0
            var output = content
            if output.hasPrefix("? "), let line = output.split(separator: "\n").first {
                status = Int32(line.dropFirst(2)) ?? 0
                output = String(output.dropFirst(line.count + 1))
            }
            programs.answers[words] = ToolResult(output: Array(output.utf8), status: status)
        } else if head.hasPrefix("statvfs ") {
            let numbers = content.split { $0 == " " || $0 == "\n" }.compactMap { Int64($0) }
            space[String(head.dropFirst(8))] = FileSystemSpace(
                totalBytes: numbers[0], availableBytes: numbers[1], freeBytes: numbers[2], totalInodes: numbers[3],
                freeInodes: numbers[4])
        } else if let arrow = head.range(of: " -> ") {
            try link(String(head[..<arrow.lowerBound]), String(head[arrow.upperBound...]))
        } else if head.hasSuffix("/") {
            try FileManager.default.createDirectory(at: folder.appending(path: head), withIntermediateDirectories: true)
        } else {
            try write(head, content)
        }
    }

    func write(_ path: String, _ text: String) throws {
        try write(path, Array(text.utf8))
    }

    func write(_ path: String, _ bytes: [UInt8]) throws {
        let file = folder.appending(path: path)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: file)
    }

    func link(_ path: String, _ target: String) throws {
        let file = folder.appending(path: path)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(atPath: file.path, withDestinationPath: target)
    }

    func remove(_ path: String) throws {
        try FileManager.default.removeItem(at: folder.appending(path: path))
    }

    var context: CollectionContext {
        var probes = probes
        let space = space
        probes.space = { space[$0] }
        return CollectionContext(
            root: root, programs: programs, clock: clock, given: given, probes: probes,
            attachments: AttachmentDirectory(folder.path + "/.attachments"), pause: { $0 })
    }

    func attachment(_ name: String) throws -> String {
        try String(contentsOf: folder.appending(path: ".attachments/" + name), encoding: .utf8)
    }

    func collect(_ name: CollectorName, declarations: [Declaration] = []) async throws -> CollectorReport {
        try FileManager.default.createDirectory(at: folder.appending(path: ".attachments"), withIntermediateDirectories: true)
        return await CollectorReport.of(try Collectors.named(name, declarations: declarations), context)
    }

    /// All that the rules say about the standard collectors.
    func diagnose(_ names: [CollectorName] = CollectorName.standard) async throws -> FactDocument {
        var reports: [CollectorReport] = []
        for name in names { reports.append(try await collect(name)) }
        return FactDocument(
            machine: FactDocument.Machine(name: "fixture"), taken: clock.now(), collectors: reports,
            findings: Findings.all(in: reports, at: clock.now()))
    }
}

/// Recorded outputs of programs, by the first words of their call; what was not recorded is not installed.
struct ScriptedPrograms: ProgramRunner {
    var answers: [[String]: ToolResult] = [:]
    var failures: [String: Failure] = [:]

    func run(_ call: ToolCall) async throws(Failure) -> ToolResult {
        if let failure = failures[call.name] { throw failure }
        let known = answers.filter { call.arguments.starts(with: $0.key) }.max { $0.key.count < $1.key.count }
        guard let known else { throw Failure(.diagnosisNoProgram, ["program": call.name]) }
        return known.value
    }
}

struct FixedClock: WallClock {
    let time: Timestamp

    func now() -> Timestamp { time }
}
