import Cryptography
import Messages
import Primitives
import SwiftProtobuf
import Synchronization
import Testing
import Transport
import Updates

@testable import Agent

/// Metadata of releases from a relay that answers as it likes.
@Suite struct ReleaseFetcherTests {
    private static let name = "7.snapshot.json"
    private static let content = [UInt8](repeating: 7, count: 70_000) + [1, 2, 3]

    /// What the relay says, from the offset on, of a file.
    private static func chunk(
        _ call: WireReleaseMetadataCall, of content: [UInt8] = content, piece: Int = 48 << 10, size: Int? = nil
    ) -> WireReleaseMetadataChunk {
        WireReleaseMetadataChunk.with {
            $0.content = .init(content.dropFirst(Int(call.offset)).prefix(piece))
            $0.size = UInt64(size ?? content.count)
            $0.digest = .init(Digest.of(content).bytes)
        }
    }

    /// - Returns: what came of a fetch, and the offsets that were asked for.
    private func fetch(
        limit: Int = 1 << 20, within time: Duration = .seconds(20),
        _ answer: @escaping @Sendable (WireReleaseMetadataCall) async throws -> WireReleaseMetadataChunk
    ) async throws -> (result: Result<[UInt8], any Error>, offsets: [UInt64]) {
        let relay = try await PlayedRelay(try await TestMachine())
        let asked = Mutex<[UInt64]>([])
        relay.desk.state.withLock {
            $0.metadata = { call in
                asked.withLock { $0.append(call.offset) }
                #expect(call.name == Self.name)
                return try await answer(call)
            }
        }
        var limits = UpdateFetchLimits()
        limits.metadataTime = time
        let fetcher = ReleaseFetcher(try relay.machine.core.link.connection, limits: limits)
        let result: Result<[UInt8], any Error>
        do {
            result = .success(try await fetcher.fetch(Self.name, maximumLength: limit))
        } catch {
            result = .failure(error)
        }
        await relay.close()
        return (result, asked.withLock { $0 })
    }

    private func failure(
        limit: Int = 1 << 20, within time: Duration = .seconds(20),
        _ answer: @escaping @Sendable (WireReleaseMetadataCall) async throws -> WireReleaseMetadataChunk
    ) async throws -> String {
        guard case .failure(let error) = try await fetch(limit: limit, within: time, answer).result else { return "" }
        let failure = try #require(error as? Failure)
        return [failure.code.rawValue, failure.parameters["reason"]].compactMap { $0 }.joined(separator: " ")
    }

    @Test func `pieces are put together, and no byte more is taken than may come`() async throws {
        for limit in [Self.content.count, 1 << 20] {
            let (result, offsets) = try await fetch(limit: limit) { Self.chunk($0) }
            #expect(try result.get() == Self.content)
            #expect(offsets == [0, 48 << 10])
        }
        #expect(try await failure(limit: Self.content.count - 1) { Self.chunk($0) } == "metadata.too-large")
        // It says that there is less than it sends.
        #expect(try await failure(limit: 1000) { Self.chunk($0, size: 10) } == "metadata.too-large")
        #expect(try await fetch { Self.chunk($0, of: []) }.result.get() == [])
    }

    @Test func `what changes meanwhile begins again, once`() async throws {
        let other = [UInt8](repeating: 9, count: 60_000)
        let count = Mutex(0)
        let (result, offsets) = try await fetch { call in
            let number = count.withLock { count in
                count += 1
                return count
            }
            return Self.chunk(call, of: number == 1 ? Self.content : other)
        }
        #expect(try result.get() == other)
        #expect(offsets == [0, 48 << 10, 0, 48 << 10])
        let restless = Mutex(UInt8(0))
        let ended = try await failure { call in
            let byte = restless.withLock { byte in
                byte &+= 1
                return byte
            }
            return Self.chunk(call, of: [UInt8](repeating: byte, count: 60_000))
        }
        #expect(ended == "metadata.unreachable changed")
    }

    @Test func `a relay that sends nothing, or only a part, or refuses, is told apart`() async throws {
        #expect(try await failure { Self.chunk($0, piece: 0) } == "metadata.unreachable short")
        let slow = try await failure(within: .milliseconds(300)) { call in
            // Says nothing until it is given up.
            let (silence, _) = AsyncStream<Void>.makeStream()
            for await _ in silence {}
            try Task.checkCancellation()
            return Self.chunk(call)
        }
        #expect(slow.hasPrefix("metadata.unreachable"))
        let unpublished = try await failure { _ in throw Failure(Failure.Code(rawValue: "release.unpublished")) }
        #expect(unpublished == "metadata.absent")
        let refused = try await failure { _ in throw Failure(Failure.Code(rawValue: "call.refused")) }
        #expect(refused == "metadata.unreachable call.refused")
    }

    @Test func `H63 metadata that drip in, a byte at a time, end with the time for all of them`() async throws {
        let (result, offsets) = try await fetch(within: .seconds(2)) { call in
            try await Task.sleep(for: .milliseconds(50))
            return Self.chunk(call, piece: 1)
        }
        #expect(throws: Failure.self) { try result.get() }
        // All of them would be 70,000.
        #expect(!offsets.isEmpty && offsets.count <= 40)
    }
}
