import Cryptography
import Foundation
import Messages
import Multiplexing
import NIOCore
import Primitives
import RelayStorage
import SwiftProtobuf
import Testing
import TransferRecords
import Transport
import Updates

@testable import Relay

/// A small repository whose keys are at hand: it can be signed wrongly, too.
struct HandSignedRepository {
    let rootKeys: [PrivateKey]
    let targetsKey: PrivateKey
    let snapshotKey: PrivateKey
    let ledgerKey: PrivateKey
    let timestampKey: PublicKey
    let expires: Timestamp
    /// Targets of the delegated role, by path.
    var files: [String: [UInt8]] = [:]
    var rootVersion: Int64 = 1
    var snapshotVersion: Int64 = 1
    var ledgerVersion: Int64 = 1
    var targetsVersion: Int64 = 1
    /// Signs the snapshot instead of its own key.
    var wrongSnapshotKey: PrivateKey?
    /// Left out of the snapshot (H62).
    var dropsLedger = false

    init(timestampKey: PublicKey, at now: Timestamp) throws {
        rootKeys = try (0..<3).map { _ in try PrivateKey.generate() }
        targetsKey = try .generate()
        snapshotKey = try .generate()
        ledgerKey = try .generate()
        self.timestampKey = timestampKey
        expires = now + .seconds(20 * 86_400)
    }

    private func sign(_ json: JSONValue, _ keys: [PrivateKey]) throws -> [UInt8] {
        var metadata = SignedMetadata(signed: json)
        for key in keys { metadata.signatures[MetadataKey(key.publicKey).id] = try key.sign(metadata.message) }
        return metadata.bytes
    }

    private func keys(_ keys: [PublicKey], _ threshold: Int = 1) -> RoleKeys {
        RoleKeys(keys.map { MetadataKey($0) }, threshold: threshold)
    }

    func root(version: Int64, signedBy count: Int = 2) throws -> [UInt8] {
        let root = RootMetadata(
            header: MetadataHeader(version: version, expires: expires),
            roles: [
                MetadataRole.root: keys(rootKeys.map(\.publicKey), 2), MetadataRole.targets: keys([targetsKey.publicKey]),
                MetadataRole.snapshot: keys([snapshotKey.publicKey]), MetadataRole.timestamp: keys([timestampKey]),
            ])
        return try sign(root.json, Array(rootKeys.prefix(count)))
    }

    /// Everything under the names in which it is put.
    func metadata() throws -> [(name: String, bytes: [UInt8])] {
        var listed: [String: TargetsMetadata.Target] = [:]
        for (path, bytes) in files {
            let words = path.split(separator: "/").map(String.init)
            listed[path] = TargetsMetadata.Target(
                file: FileDescription(of: bytes),
                custom: [
                    "product": .string(words[0]), "version": .string(words.count > 1 ? words[1] : ""),
                    "platform": "linux-x86_64", "kind": "release", "released": "2026-11-01",
                ])
        }
        let ledger = try sign(
            TargetsMetadata(header: MetadataHeader(version: ledgerVersion, expires: expires), targets: listed).json, [ledgerKey])
        let delegation = Delegation(
            name: "ledger", keys: keys([ledgerKey.publicKey]), patterns: ["ledger/*", "ledger/*/*", "hamyar-agent/*/*"],
            terminating: true)
        let targets = try sign(
            TargetsMetadata(header: MetadataHeader(version: targetsVersion, expires: expires), delegations: [delegation]).json,
            [targetsKey])
        var entries = [
            "targets": ListedVersions.Entry(version: targetsVersion, file: FileDescription(of: targets)),
            "ledger": ListedVersions.Entry(version: ledgerVersion, file: FileDescription(of: ledger)),
        ]
        if dropsLedger { entries["ledger"] = nil }
        let snapshot = try sign(
            ListedVersions(
                MetadataRole.snapshot, header: MetadataHeader(version: snapshotVersion, expires: expires), entries: entries
            ).json, [wrongSnapshotKey ?? snapshotKey])
        return try (1...rootVersion).map { ("\($0).root.json", try root(version: $0)) } + [
            ("\(snapshotVersion).snapshot.json", snapshot), ("\(targetsVersion).targets.json", targets),
            ("\(ledgerVersion).ledger.json", ledger),
        ]
    }

    /// The next snapshot with these targets.
    mutating func change(_ files: [String: [UInt8]]) {
        self.files = files
        snapshotVersion += 1
        ledgerVersion += 1
    }
}

extension TechnicianClient {
    @discardableResult
    func put(_ bytes: [UInt8], _ name: String = "file") async throws -> PutResult {
        try await connection.put(SampleContent(bytes, name: name), method: BulkCalls.releasePut)
    }

    /// Puts all of it and publishes.
    @discardableResult
    func publish(_ repository: HandSignedRepository, without missing: String? = nil) async throws -> WireReleaseStatus {
        for (path, bytes) in repository.files where path != missing { try await put(bytes) }
        let metadata = try repository.metadata()
        for (name, bytes) in metadata where name != missing { try await put(bytes, name) }
        return try await connection.call(.releasePublish, Self.publish(metadata, snapshot: repository.snapshotVersion))
    }

    static func publish(_ metadata: [(name: String, bytes: [UInt8])], snapshot: Int64) -> WireReleasePublishCall {
        var call = WireReleasePublishCall()
        call.snapshot = UInt64(snapshot)
        call.metadata = metadata.map { name, bytes in
            var file = WireReleaseFile()
            file.name = name
            file.digest = .init(Digest.of(bytes).bytes)
            return file
        }
        return call
    }
}

extension PeerConnection {
    func metadata(_ name: String) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        while true {
            var call = WireReleaseMetadataCall()
            call.name = name
            call.offset = UInt64(bytes.count)
            let chunk = try await self.call(.releaseMetadata, call)
            bytes += chunk.content
            guard !chunk.content.isEmpty, bytes.count < chunk.size else { return bytes }
        }
    }

    /// What release.target gives from the offset on.
    func target(_ path: String, _ bytes: [UInt8], session: String = "", from offset: Int = 0) async throws -> [UInt8] {
        var opening = WireReleaseTargetOpen()
        opening.session = session
        opening.path = path
        opening.digest = .init(Digest.of(bytes).bytes)
        opening.offset = UInt64(offset)
        let parameters: [UInt8] = try opening.serializedBytes()
        let stream = try await open(BulkCalls.releaseTarget, bulk: true, parameters: .init(bytes: parameters))
        try await stream.finish()
        var reader = RecordReader(stream)
        switch try await reader.transferRecord() {
        case .progress(let size): #expect(size == UInt64(bytes.count))
        case .error(let failure): throw failure
        default: throw Failure(.messageInvalid)
        }
        var content: [UInt8] = []
        while let piece = try await reader.content(upTo: 1 << 20) { content += piece.readableBytesView }
        return content
    }
}
