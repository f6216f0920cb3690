import AuditStorage
import Cryptography
import Entitlement
import Foundation
import Glibc
import Installer
import Messages
import NIOCore
import Primitives
import RelayStorage
import Releases
import Sessions
import SignedObjects
import SwiftProtobuf
import Testing
import TransferRecords
import Transport
import Updates

@testable import Agent
@testable import Relay

/// All that an install goes through, without the programs: a relay, an agent, the vendor's release directory, and the installer's own
/// service on its socket.
final class InstallScene: Sendable {
    /// Another user where this one is root; this one otherwise.
    static let hookUser: UInt32 = geteuid() == 0 ? 65534 : geteuid()

    let relay: ServedRelay
    let agent: RealAgent
    let sara: TechnicianClient
    let machine: MachineID
    private let workspace: ReleaseWorkspace
    private let keys: ReleaseKeys
    let installer: InstallerClient
    let data: String

    init(plan: (String) -> String = { $0 }, costLimit: Int64 = 0) async throws {
        relay = try await ServedRelay(plan: plan)
        let place = relay.place
        (workspace, keys, data) = (ReleaseWorkspace(place + "/vendor"), ReleaseKeys(place + "/vendor-keys"), place + "/data")
        for path in [place, place + "/product", data] {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
            chmod(path, 0o755)
        }
        if geteuid() == 0 { chown(data, Self.hookUser, Self.hookUser) }
        let now = SystemWallClock().now()
        let timestamp = try #require(relay.context.keys.timestamp?.publicKey)
        try workspace.begin(keys: keys, timestamp: MetadataKey(timestamp), now: now)
        try workspace.delegate("ledger", to: RoleKeys([try keys.make("ledger")], threshold: 1), now: now)
        sara = try await relay.technician("Sara")
        let home = InstallerHome(path: place + "/installer")
        installer = InstallerClient(socket: place + "/installer.sock")
        let enrolled = try await relay.enrolled("till-1")
        machine = enrolled.machine
        agent = try await RealAgent(
            enrolled, in: place + "/machine", costLimit: costLimit, installer: place + "/installer.sock")
        try await publish()
        let root = place + "/vendor/metadata/1.root.json"
        try InstallerInitialisation(
            home: home, root: root,
            settings: InstallerSettings(
                socket: place + "/installer.sock", clients: [],
                products: [
                    ProductSettings(
                        product: "ledger", root: place + "/product", user: Self.hookUser, group: Self.hookUser, data: data)
                ])
        ).run()
        _ = try Agent.ReleaseTrust.begin(root, at: agent.home)
        let service = try InstallerService(
            home: home, releases: SignedReleases(trust: home.trust), onLine: { _ in }, onFatal: { print("installer: \($0)") })
        Thread.detachNewThread { try? service.run(announce: { _ in }) }
        try await eventually("the installer") { (try? installer.ask(.status)) != nil }
    }

    func close() async throws {
        try await agent.disconnect()
        await relay.close()
    }

    /// A version whose hooks are one small program; `start` and `stop` are words of it.
    @discardableResult
    func release(
        _ version: String, start: String = ":", stop: String = ":", patchesFrom older: [String] = [],
        platform: String = "linux-x86_64", kind: ReleaseDescription.Kind = .release, migrates: Bool = false,
        released: String = "2026-11-01"
    ) async throws -> ReleaseWorkspace.Build {
        let tree = relay.place + "/tree-" + version
        try FileManager.default.createDirectory(atPath: tree + "/bin", withIntermediateDirectories: true)
        let script = """
            #!/bin/sh
            set -eu
            case $1 in
            stop) \(stop); rm -f "$HAMYAR_DATA/running" ;;
            start) [ -e "$HAMYAR_DATA/mended" ] || { \(start); }; echo "$HAMYAR_VERSION" > "$HAMYAR_DATA/running" ;;
            backup) : > "$HAMYAR_BACKUP/nothing" ;;
            health) [ "$(cat "$HAMYAR_DATA/running")" = "$HAMYAR_VERSION" ] ;;
            esac

            """
        try Data(script.utf8).write(to: URL(filePath: tree + "/bin/hook"))
        chmod(tree + "/bin/hook", 0o755)
        // What a patch spares: it is the same in all versions, and does not compress.
        var generator = SplitMix(state: 7)
        try Data((0..<(200 << 10)).map { _ in generator.next() }).write(to: URL(filePath: tree + "/library"))
        var order = ReleaseWorkspace.Order(
            product: "ledger", version: try #require(ReleaseVersion(version)), platform: platform, kind: kind,
            released: released)
        order.health = try #require(ReleaseHealth(holds: 0, within: 20))
        order.data = migrates ? .migrates : .untouched
        for step in [ReleaseHook.Step.stop, .start, .health] + (migrates ? [.backup, .restore] : []) {
            order.hooks[step] = ReleaseHook(run: ["bin/hook", step.rawValue], timeout: 120)
        }
        let before = try older.map {
            OlderTree(version: try #require(ReleaseVersion($0)), directory: relay.place + "/tree-" + $0)
        }
        let built = try workspace.build(
            tree, order, patchesFrom: before, by: TreePatchMaker(), now: SystemWallClock().now())
        try await publish()
        return built
    }

    func withdraw(_ version: String) async throws {
        _ = try workspace.withdraw("ledger", #require(ReleaseVersion(version)), now: SystemWallClock().now())
        try await publish()
    }

    private func publish() async throws {
        _ = try workspace.sign(with: keys)
        try workspace.publish(keys: keys, now: SystemWallClock().now())
        let publication = try workspace.publication()
        for file in publication.targets { try await sara.put(Array(Data(contentsOf: URL(filePath: file.path)))) }
        let metadata = try publication.metadata.map { ($0.name, Array(try Data(contentsOf: URL(filePath: $0.path)))) }
        for (name, bytes) in metadata { try await sara.put(bytes, name) }
        _ = try await sara.connection.call(
            .releasePublish, TechnicianClient.publish(metadata, snapshot: publication.snapshot))
    }

    /// A session that the people at the machine approved.
    func session(kind: String = "remote-install") async throws -> SignedObject<Request> {
        let now = SystemWallClock().now()
        let request = try SignedObject.sign(
            Request(
                session: .random(), machine: machine, technician: sara.id, organisation: relay.context.identity.organisation,
                initiator: .technician,
                lines: [
                    SessionLine(
                        number: 1, kind: kind, place: .remote, quantity: 1000, contractLine: relay.contract.line.id)
                ],
                scope: Scope(parsing: ["update:ledger", "patch:ledger"]), created: now, notAfter: now + .seconds(900),
                reason: "new version", technicianName: "Sara"), by: sara.identity)
        try await sara.ask(request)
        try await eventually("the offer") { await agent.core.desk.openIDs().contains(request.body.session.description) }
        let number = try #require(try await agent.core.desk.views(of: agent.core.desk.openInOrder()).last?.number)
        _ = try await agent.local.show(number)
        _ = try await agent.core.desk.approve(number, choice: ConsentChoice(), by: agent.person)
        try await eventually("the activation") { try self.relay.newest()?.phase == "active" }
        return request
    }

    func operation(_ work: Sessions.Operation.Work, _ request: SignedObject<Request>) throws -> SignedObject<Sessions.Operation> {
        try SignedObject.sign(
            Operation(
                request: request.digest, session: request.body.session, operation: .random(), line: 1,
                notAfter: SystemWallClock().now() + .seconds(600), work: work), by: sara.identity)
    }

    func install(_ built: ReleaseWorkspace.Built, digest: Digest? = nil, platform: String? = nil) throws
        -> Sessions.Operation.Work
    {
        let version = built.description.version.description
        return .install(
            try ProductInstall(
                product: "ledger", version: version, platform: platform ?? built.description.platform, target: built.path,
                digest: try digest ?? #require(built.file.sha256), length: UInt64(try #require(built.file.length)), fetches: true)
        )
    }

    func patch(_ built: ReleaseWorkspace.Built, _ action: PatchAction, from old: String) throws -> Sessions.Operation.Work {
        .patch(
            try PatchWork(
                action: action, product: "ledger", fromVersion: old, toVersion: built.description.version.description,
                target: built.path, digest: try #require(built.file.sha256), length: UInt64(try #require(built.file.length))))
    }

    /// Through the relay, to the signed outcome.
    func perform(_ operation: SignedObject<Sessions.Operation>) async throws -> Outcome {
        let opening = WireTransferOpen.with {
            $0.session = operation.body.session.description
            $0.operation = operation.message.wire
        }
        let bytes: [UInt8] = try opening.serializedBytes()
        let stream = try await sara.connection.open(BulkCalls.transferInstall, bulk: true, parameters: .init(bytes: bytes))
        try await stream.finish()
        var reader = RecordReader(stream)
        while true {
            switch try await reader.transferRecord() {
            case .progress: continue
            case .outcome(let signed): return try relay.context.trust.reopen(StoredSigned(signed), from: .machine).body
            case .error(let failure): throw failure
            default: throw Failure(.messageInvalid)
            }
        }
    }

    var committed: String? {
        get throws { try state?.committed }
    }

    var state: ProductState? {
        get throws { try installer.ask(.versions(product: "ledger")).products.first?.state }
    }

    /// What the machine fetched, or has of what it began to fetch.
    var spooled: [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: agent.home.path + "/updates/targets")) ?? []
    }
}

/// Numbers that look random and are the same each time.
private struct SplitMix {
    var state: UInt64

    mutating func next() -> UInt8 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var value = state
        value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
        value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
        return UInt8(truncatingIfNeeded: value ^ (value >> 31))
    }
}
