import Agent
import Cryptography
import Foundation
import Primitives
import Synchronization
import Testing
import Transport
import Updates

@testable import Relay

/// A machine fetches what is published, into its spool.
@Suite struct TargetFetcherTests {
    private let content = (0..<700_000).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }
    private let path = "hamyar-agent/0.2/x"

    private func published() async throws -> (ServedRelay, MachineClient, TargetSpool) {
        let relay = try await ServedRelay()
        let (sara, machine) = (try await relay.technician("Sara"), try await relay.machine("till"))
        let key = try #require(relay.context.keys.timestamp?.publicKey)
        var repository = try HandSignedRepository(timestampKey: key, at: relay.context.clock.now())
        repository.files = [path: content]
        try await sara.publish(repository)
        return (relay, machine, try TargetSpool(relay.place + "/spool", of: "ledger"))
    }

    private var target: FetchedTarget {
        FetchedTarget(path: path, digest: Digest.of(content), length: Int64(content.count))
    }

    @Test func `H63 a fetch goes on where it was cut off, and what is there is not fetched again`() async throws {
        let (relay, machine, spool) = try await published()
        try Data(content.prefix(300_000)).write(to: URL(filePath: "\(spool.directory)/\(target.digest).part"))
        let seen = Seen()
        let place = try await TargetFetcher(spool).fetch(target, under: nil, over: machine.connection) { seen.add($0) }
        #expect(try Data(contentsOf: URL(filePath: place)) == Data(content))
        #expect(seen.all.first == 300_000 && seen.all.last == Int64(content.count))
        let count = seen.all.count
        _ = try await TargetFetcher(spool).fetch(target, under: nil, over: machine.connection) { seen.add($0) }
        #expect(seen.all.count == count)
        try spool.keepOnly([])
        #expect(try FileManager.default.contentsOfDirectory(atPath: spool.directory).isEmpty)
        await relay.close()
    }

    @Test func `H56 what one product gives up, another that fetches or fetched it keeps`() async throws {
        let (relay, machine, spool) = try await published()
        let other = try TargetSpool(spool.directory, of: "payroll")
        let (shared, coming) = (target.digest, Digest.of([1]))
        let place = try await TargetFetcher(spool).fetch(target, under: nil, over: machine.connection)
        try other.claim(shared)
        try other.claim(coming)
        try Data([1]).write(to: URL(filePath: "\(spool.directory)/\(coming).part"))
        // Left by a program that claimed nothing.
        try Data([2]).write(to: URL(filePath: "\(spool.directory)/\(Digest.of([2])).part"))
        try spool.keepOnly([])
        #expect(try spool.targets() == ["\(shared)", "\(coming).part"].sorted())
        #expect(try Data(contentsOf: URL(filePath: place)) == Data(content))
        try other.keepOnly([coming])
        #expect(try spool.targets() == ["\(coming).part"])
        try other.keepOnly([])
        #expect(try FileManager.default.contentsOfDirectory(atPath: spool.directory).isEmpty)
        await relay.close()
    }

    @Test func `a part that was damaged is thrown away, and the next attempt fetches the whole`() async throws {
        let (relay, machine, spool) = try await published()
        let part = "\(spool.directory)/\(target.digest).part"
        try Data(repeating: 7, count: 300_000).write(to: URL(filePath: part))
        let fetcher = TargetFetcher(spool)
        #expect(await code { _ = try await fetcher.fetch(target, under: nil, over: machine.connection) } == .targetMismatch)
        #expect(!FileManager.default.fileExists(atPath: part))
        let place = try await fetcher.fetch(target, under: nil, over: machine.connection)
        #expect(try Data(contentsOf: URL(filePath: place)) == Data(content))
        await relay.close()
    }

    @Test func `H56 a disk without room and a length that was not signed fetch nothing`() async throws {
        let (relay, machine, spool) = try await published()
        var limits = UpdateFetchLimits()
        limits.diskReserve = .max / 2
        let full = TargetFetcher(spool, limits: limits)
        #expect(await code { _ = try await full.fetch(target, under: nil, over: machine.connection) } == .updateNoSpace)
        let longer = FetchedTarget(path: path, digest: target.digest, length: target.length + 1)
        #expect(
            await code { _ = try await TargetFetcher(spool).fetch(longer, under: nil, over: machine.connection) }
                == .targetMismatch)
        await relay.close()
    }
}

/// What progress was told.
private final class Seen: Sendable {
    private let list = Mutex<[Int64]>([])

    var all: [Int64] { list.withLock { $0 } }
    func add(_ bytes: Int64) { list.withLock { $0.append(bytes) } }
}

extension TargetSpool {
    /// Names of what lies there, without the claims.
    fileprivate func targets() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: directory).filter { !$0.contains(".for.") }.sorted()
    }
}
