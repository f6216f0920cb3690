import Cryptography
import Foundation
import Glibc
import Primitives
import Testing
import Updates

@testable import Installer

/// One scenario by a real process that is killed, or whose call fails, at a chosen one of its system calls.
struct FaultMatrix {
    enum Fault: String, CaseIterable {
        case kill = "SIGKILL"
        case inputOutputError = "EIO"
        case full = "ENOSPC"

        /// As Tests/Faults/fault-at.c takes it.
        var word: String {
            switch self {
            case .kill: "kill"
            case .inputOutputError: "\(EIO)"
            case .full: "\(ENOSPC)"
            }
        }
    }

    /// What a fault led to.
    enum Judgement: Equatable {
        case held
        case wrong(String)
        /// The run did not make that call.
        case notMade
    }

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

    /// Every call of a run that nothing disturbs, of all threads, from the first one that touches the installer's directory.
    func points() throws -> [FaultPoint] {
        try reset()
        let (run, calls) = try trace("list", "-")
        try #require(run.output == scenario.undisturbed, "\(run.output)")
        return Array(calls.drop { !$0.name.contains("/installer.json") })
    }

    /// Lets the fault happen, then a new process recover, and looks what is there afterwards.
    func judge(_ fault: Fault, at point: FaultPoint) throws -> Judgement {
        try reset()
        let (run, hit) = try trace(fault.word, point.name)
        guard !hit.isEmpty else { return .notMade }
        guard run.status != 124 else { return .wrong("it hangs") }
        return try judge(after: run.output).map { .wrong($0) } ?? .held
    }

    private func trace(_ fault: String, _ call: String) throws -> (Command, [FaultPoint]) {
        let report = fixture.path + ".trace"
        defer { try? FileManager.default.removeItem(atPath: report) }
        let run = try run(through: [FaultProgram.faultAt.get().path, report, fault, call])
        try #require(run.status != 125, "\(run.output)")
        return (run, fixture.text(report).split(separator: "\n").compactMap { FaultPoint(line: $0) })
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
