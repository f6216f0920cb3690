import Cryptography
import Foundation
import Glibc
import Payloads
import Primitives
import Updates

@testable import Installer

/// An installer's directory with one product, `ledger`, whose hooks are real programs and whose rows are in a file.
struct InstallerFixture {
    /// Another user where this one is root; this one otherwise.
    static let hookUser: UInt32 = geteuid() == 0 ? 65534 : geteuid()
    static let rows = "row 1\nrow 2\nrow 3\n"

    let path: String
    var root: String { path + "/opt" }
    var data: String { path + "/data" }
    var spool: String { path + "/spool" }
    var home: InstallerHome { InstallerHome(path: path) }
    var places: InstallPlaces { InstallPlaces(root: root) }

    init(health: HealthSettings = .hook) throws {
        path = FileManager.default.temporaryDirectory.path + "/hamyar-installer-" + Hexadecimal.encode(RandomBytes.make(6))
        for place in [path, root, data, spool] {
            try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
            chmod(place, 0o755)
        }
        try Data(Self.rows.utf8).write(to: URL(filePath: data + "/rows"))
        for place in [data, data + "/rows"] where geteuid() == 0 { chown(place, Self.hookUser, Self.hookUser) }
        let product = ProductSettings(
            product: "ledger", root: root, user: Self.hookUser, group: Self.hookUser, data: data, health: health)
        try home.make(InstallerSettings(socket: path + "/control.sock", clients: [], products: [product]))
    }

    func remove() {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// What a release of the fixture does.
    struct Release {
        var version: String
        var data = InstallRecord.DataEffect.untouched
        var opens = false
        /// Words of the hook's script: hooks that fail or hang.
        var breaks: [String: String] = [:]
        var holds = 0
        var within = 3
        var timeout = 20
        var platform = Prechecks.platform
        var floors: [String] = []
        var minimum: String?
    }

    /// Puts a release into the spool. Returns the digest of its tree.
    @discardableResult
    func publish(_ release: Release) throws -> Digest {
        let source = try makeTree(release)
        defer { try? FileManager.default.removeItem(atPath: source) }
        var payload: [UInt8] = []
        let listing = try PayloadWriter.write(try SourceTree(source)) { payload += $0 }
        var hooks: [String: VersionDescription.Command] = [:]
        for hook in VersionDescription.Hook.allCases where hook != .open || release.opens {
            hooks[hook.rawValue] = .init(run: ["bin/hook", hook.rawValue], timeout: release.timeout)
        }
        let described = SpoolReleases.Described(
            platform: release.platform,
            description: VersionDescription(
                version: release.version, data: release.data, hooks: hooks, holds: release.holds, within: release.within),
            floors: release.floors, minimum: release.minimum, length: Int64(payload.count), digest: Digest.of(payload),
            tree: listing.digest, files: listing.fileCount, bytes: listing.byteCount)
        try Data(payload).write(to: URL(filePath: "\(spool)/ledger-\(release.version).tar.zst"))
        try JSONEncoder().encode(described).write(to: URL(filePath: "\(spool)/ledger-\(release.version).json"))
        return listing.digest
    }

    /// What a release consists of, as the vendor has it. Returns its place.
    func makeTree(_ release: Release) throws -> String {
        let source = path + "/source-" + release.version
        try FileManager.default.createDirectory(atPath: source + "/bin", withIntermediateDirectories: true)
        try FileManager.default.createDirectory(atPath: source + "/share", withIntermediateDirectories: true)
        try Data(script(release).utf8).write(to: URL(filePath: source + "/bin/hook"))
        // The vendor's own modes are not the payload's.
        chmod(source + "/bin/hook", 0o775)
        try Data("this is \(release.version)\n".utf8).write(to: URL(filePath: source + "/share/version"))
        return source
    }

    /// A version that migrates writes its name over the rows' first line, when it starts.
    private func script(_ release: Release) -> String {
        let migration = release.data == .migrates ? "echo \"format \(release.version)\" > \"$HAMYAR_DATA/format\"" : ":"
        func words(_ hook: String) -> String { release.breaks[hook] ?? ":" }
        return """
            #!/bin/sh
            set -eu
            echo "$1 $HAMYAR_VERSION" >> "$HAMYAR_DATA/log"
            case $1 in
            precheck) \(words("precheck")) ;;
            backup) \(words("backup")); cp "$HAMYAR_DATA/rows" "$HAMYAR_BACKUP/rows"
                rm -f "$HAMYAR_BACKUP/format"; [ ! -e "$HAMYAR_DATA/format" ] || cp "$HAMYAR_DATA/format" "$HAMYAR_BACKUP/format" ;;
            stop) \(words("stop")); rm -f "$HAMYAR_DATA/running" ;;
            start) \(words("start")); \(migration); echo "$HAMYAR_VERSION" > "$HAMYAR_DATA/running.new"
                mv "$HAMYAR_DATA/running.new" "$HAMYAR_DATA/running" ;;
            health) \(words("health")); [ "$(cat "$HAMYAR_DATA/running")" = "$HAMYAR_VERSION" ] ;;
            restore) \(words("restore")); cp "$HAMYAR_BACKUP/rows" "$HAMYAR_DATA/rows"; rm -f "$HAMYAR_DATA/format"
                [ ! -e "$HAMYAR_BACKUP/format" ] || cp "$HAMYAR_BACKUP/format" "$HAMYAR_DATA/format" ;;
            open) \(words("open")) ;;
            esac

            """
    }

    func text(_ path: String) -> String {
        String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
    }

    var running: String { text(data + "/running").trimmingCharacters(in: .newlines) }
    var log: [String] { text(data + "/log").split(separator: "\n").map(String.init) }
    var format: String { text(data + "/format").trimmingCharacters(in: .newlines) }

    func run(
        releases: any ReleaseSource = SpoolReleases(), hooks: any HookRunner = HookProcess(),
        clock: any InstallClock = SystemInstallClock(), notices: InstallNotices = .init()
    ) throws -> InstallRun {
        let settings = try home.settings()
        let surroundings = InstallSurroundings(
            releases: releases, hooks: hooks, clock: clock, notices: notices, keeping: settings.keeping)
        try home.prepare()
        return try InstallRun(
            product: try settings.product("ledger"), journal: home.journal("ledger"), surroundings: surroundings)
    }

    /// Installs, and returns the last outcome.
    @discardableResult
    func install(
        _ version: String, releases: any ReleaseSource = SpoolReleases(), notices: InstallNotices = .init()
    ) throws -> InstallOutcome? {
        var run = try run(releases: releases, notices: notices)
        try run.begin(version, spool: spool)
        try run.walk()
        return run.state.install == nil ? run.state.outcomes.last : nil
    }
}
