import Cryptography
import Foundation
import Releases
import Testing
import Updates

@testable import Installer

/// What is disturbed: an installer's directory before it, the worker's words, and what comes of it undisturbed.
enum FaultScenario: String, CaseIterable {
    /// 1.0 to 2.0 as a whole, which migrates, and is opened by a hook.
    case whole
    /// Back from it, with the backup.
    case restoring
    /// 1.0 to 1.1 by a patch, verified by signed metadata.
    case patch
    /// Back from it.
    case undo

    /// All of them, or those that HAMYAR_SCENARIOS names.
    static var chosen: [FaultScenario] {
        guard let names = ProcessInfo.processInfo.environment["HAMYAR_SCENARIOS"], !names.isEmpty else { return allCases }
        return names.split(separator: ",").compactMap { FaultScenario(rawValue: String($0)) }
    }

    var words: [String] {
        switch self {
        case .whole: ["install", "2.0"]
        case .restoring: ["rollback", "restore"]
        case .patch: ["install", "1.1"]
        case .undo: ["rollback", "keep"]
        }
    }

    var undisturbed: String {
        switch self {
        case .whole: "2.0 committed - idle\n"
        case .patch: "1.1 committed - idle\n"
        case .restoring, .undo: "1.0 rolled-back install.rollback-asked idle\n"
        }
    }

    /// Releases with hooks that run, and rows that must not be lost.
    var hasHooks: Bool { self == .whole || self == .restoring }

    /// Brings the machine to where it begins. Returns the digests of the trees, by version.
    func prepare(_ fixture: InstallerFixture) throws -> [String: String] {
        hasHooks ? try prepareHooks(fixture) : try preparePatch(fixture)
    }

    private func prepareHooks(_ fixture: InstallerFixture) throws -> [String: String] {
        var trees: [String: String] = [:]
        trees["1.0"] = try fixture.publish(.init(version: "1.0")).description
        trees["2.0"] = try fixture.publish(.init(version: "2.0", data: .migrates, opens: true)).description
        try fixture.install("1.0")
        if self == .restoring { try fixture.install("2.0") }
        return trees
    }

    private func preparePatch(_ fixture: InstallerFixture) throws -> [String: String] {
        let repository = try SignedRepository(now: SystemInstallClock().now())
        defer { repository.remove() }
        try fixture.home.prepare()
        try InstallerTrust.begin(with: repository.rootFile, in: fixture.home.trust)
        var trees: [String: String] = [:]
        func publish(_ version: String, from older: [String] = []) throws {
            let tree = try fixture.makeTree(.init(version: version))
            for name in 0..<4 {
                try SignedReleasesTests.noise.prefix(20_000 + name).write(to: URL(filePath: "\(tree)/share/\(name)"))
            }
            // More than the buffers of applying hold: other threads than the first one write, too.
            let large = (0..<7).reduce(into: Data()) { bytes, _ in bytes += SignedReleasesTests.noise }
            try large.write(to: URL(filePath: "\(tree)/share/large"))
            let built = try repository.release(
                version, tree: tree, health: try #require(ReleaseHealth(holds: 0, within: 3)), patchesFrom: older)
            trees[version] = built[0].description.tree.digest.description
            try repository.fill(fixture.spool, with: [try #require(built.last)])
        }
        func install(_ version: String) throws {
            var run = try fixture.run(releases: SignedReleases(trust: fixture.home.trust))
            try run.begin(version, spool: fixture.spool)
            try run.walk()
            #expect(run.state.committed == version)
        }
        try publish("1.0")
        try install("1.0")
        try publish("1.1", from: ["1.0"])
        if self == .undo { try install("1.1") }
        return trees
    }
}
