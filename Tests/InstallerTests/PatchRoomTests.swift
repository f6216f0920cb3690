import Foundation
import Glibc
import Releases
import Testing
import Turns
import Updates

@testable import Installer

/// A patch that unpacks packed members needs more room than the trees say.
@Suite(.keepsThread) struct PatchRoomTests {
    /// A line by its number, again and again: it packs to very little.
    private static func archive(_ version: String, in tree: String) throws {
        let lines = (0..<40_000).map { "row \($0) of the ledger, as it was in \($0 % 977 == 0 ? version : "the beginning")\n" }
        let plain = tree + "/share/archive"
        try Data(lines.joined().utf8).write(to: URL(filePath: plain))
        #expect(try Command(["/usr/bin/gzip", "-n", "-6", plain]).status == 0)
    }

    @Test(.enabled(if: geteuid() == 0, "only root may mount a file system that is small enough"))
    func `room for the old contents with their members unpacked is asked for before anything is stopped`() throws {
        let fixture = try InstallerFixture()
        let repository = try SignedRepository(now: SystemInstallClock().now())
        defer {
            umount2(fixture.root, Int32(MNT_DETACH))
            fixture.remove()
            repository.remove()
        }
        // What must stay free, and little more: less than the archive has unpacked.
        let size = InstallerLimits.spareRoom + 1_400_000
        try #require(mount("tmpfs", fixture.root, "tmpfs", 0, "size=\(size),mode=0755") == 0)
        try fixture.home.prepare()
        try InstallerTrust.begin(with: repository.rootFile, in: fixture.home.trust)
        func install(_ version: String, from older: [String] = []) throws -> InstallOutcome? {
            let tree = try fixture.makeTree(.init(version: version))
            try Self.archive(version, in: tree)
            let built = try repository.release(
                version, tree: tree, health: try #require(ReleaseHealth(holds: 0, within: 3)), patchesFrom: older)
            try repository.fill(fixture.spool, with: [try #require(built.last)])
            #expect(built.count == 1 + older.count)
            return try fixture.install(version, releases: SignedReleases(trust: fixture.home.trust))
        }
        #expect(try install("1.0")?.word == .committed)
        let refused = try install("1.1", from: ["1.0"])
        #expect(refused?.reason?.code == "install.no-space", "\(String(describing: refused))")
        #expect(refused?.steps.map(\.step) == [.fetched, .verified, .rolledBack])
        #expect(try fixture.places.readCurrent() == .version("1.0"))
        // It is the room's fault, and not the version's.
        try #require(mount("tmpfs", fixture.root, "tmpfs", UInt(MS_REMOUNT), "size=\(2 * size)") == 0)
        #expect(try fixture.install("1.1", releases: SignedReleases(trust: fixture.home.trust))?.word == .committed)
    }
}
