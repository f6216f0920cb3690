import Cryptography
import Foundation
import Glibc
import Primitives
import Releases
import Updates

@testable import Installer

/// A vendor's real release directory, and the spool that an agent fills from it.
final class SignedRepository {
    static let begun = Timestamp(milliseconds: 1_800_000_000_000)

    let path: String
    let workspace: ReleaseWorkspace
    let keys: ReleaseKeys
    var now: Timestamp
    private var trees: [String: String] = [:]

    init(products: [String] = ["ledger"], now: Timestamp = SignedRepository.begun) throws {
        self.now = now
        path = FileManager.default.temporaryDirectory.path + "/hamyar-repository-" + Hexadecimal.encode(RandomBytes.make(6))
        workspace = ReleaseWorkspace(path + "/releases")
        keys = ReleaseKeys(path + "/keys")
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        try workspace.begin(keys: keys, now: now)
        for product in products {
            try workspace.delegate(product, to: RoleKeys([try keys.make(product)], threshold: 1), now: now)
        }
        try publish()
    }

    func remove() {
        try? FileManager.default.removeItem(atPath: path)
    }

    var rootFile: String { workspace.directory + "/metadata/1.root.json" }

    func publish() throws {
        _ = try workspace.sign(with: keys)
        try workspace.publish(keys: keys, now: now)
    }

    /// Builds a version of a tree, with patches from those before, and publishes it.
    @discardableResult
    func release(
        _ version: String, of product: String = "ledger", tree: String, kind: ReleaseDescription.Kind = .release,
        data: ReleaseDescription.DataChange = .untouched, hooks: [String] = [], health: ReleaseHealth = .standard,
        platform: String = Prechecks.platform, patchesFrom older: [String] = []
    ) throws -> [ReleaseWorkspace.Built] {
        guard let number = ReleaseVersion(version) else { throw CocoaError(.formatting) }
        var order = ReleaseWorkspace.Order(
            product: product, version: number, platform: platform, kind: kind, released: "2027-01-01")
        order.data = data
        order.health = health
        for name in hooks {
            guard let step = ReleaseHook.Step(rawValue: name) else { throw CocoaError(.formatting) }
            order.hooks[step] = ReleaseHook(run: ["bin/hook", name], timeout: 20)
        }
        let before = older.compactMap { old in
            trees[old].flatMap { tree in ReleaseVersion(old).map { OlderTree(version: $0, directory: tree) } }
        }
        let built = try workspace.build(tree, order, patchesFrom: before, by: TreePatchMaker(), now: now)
        trees[version] = tree
        try publish()
        return [built.payload] + built.patches
    }

    /// All metadata under their names, and these targets under their digests: what an agent does.
    func fill(_ spool: String, with targets: [ReleaseWorkspace.Built]) throws {
        let files = FileManager.default
        for name in ["metadata", "targets"] { try? files.removeItem(atPath: spool + "/" + name) }
        try files.createDirectory(atPath: spool + "/targets", withIntermediateDirectories: true)
        try files.copyItem(atPath: workspace.directory + "/metadata", toPath: spool + "/metadata")
        for target in targets {
            let served = workspace.directory + "/targets/" + ReleaseWorkspace.servedPath(target.path, target.file)
            try files.copyItem(atPath: served, toPath: Self.place(of: target, in: spool))
        }
    }

    static func place(of target: ReleaseWorkspace.Built, in spool: String) -> String {
        "\(spool)/targets/\(target.file.sha256?.description ?? "")"
    }
}
