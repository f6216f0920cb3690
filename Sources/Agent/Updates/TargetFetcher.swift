package import Cryptography
import Messages
import Multiplexing
import NIOCore
import NIOPosix
package import Primitives
import Sessions
import SwiftProtobuf
import Synchronization
import TransferRecords
package import Transport
import Updates

/// A target as verified metadata describes it.
package struct FetchedTarget: Hashable, Sendable {
    package let path: String
    package let digest: Digest
    /// Bytes.
    package let length: Int64

    package init(path: String, digest: Digest, length: Int64) {
        self.path = path
        self.digest = digest
        self.length = length
    }
}

/// Fetches targets into the spool over as many connections as it takes: each attempt goes on where the last one stopped.
package struct TargetFetcher: Sendable {
    let spool: TargetSpool
    let limits: UpdateFetchLimits

    package init(_ spool: TargetSpool, limits: UpdateFetchLimits = UpdateFetchLimits()) {
        self.spool = spool
        self.limits = limits
    }

    /// One attempt. What arrived stays for the next one.
    ///
    /// - Parameters:
    ///   - session: that names the target and is active; nil: the agent's own build.
    ///   - progress: told the bytes that are here.
    /// - Returns: the path of the file, which has the length and digest that were asked for.
    /// - Throws: `target.mismatch`, `update` codes, `release` codes of the relay, and the codes of streams and connections.
    package func fetch(
        _ target: FetchedTarget, under session: SessionID?, over connection: PeerConnection,
        progress: @Sendable (Int64) -> Void = { _ in }
    ) async throws -> String {
        guard (0...limits.targetBytes).contains(target.length) else {
            throw Failure(.targetMismatch, ["target": target.path, "reason": "length"])
        }
        let (spool, reserve) = (spool, limits.diskReserve)
        try await Self.onDisk { try spool.claim(target.digest) }
        if spool.has(target.digest, length: target.length) { return spool.file(target.digest) }
        let incoming = try await Self.onDisk { OpenTarget(try SpooledTarget(target, in: spool, reserve: reserve)) }
        let held = incoming.length
        progress(held)
        let stream = try await open(target, session, from: held, over: connection)
        try await receive(incoming, from: stream, progress)
        try await Self.onDisk { try incoming.finish() }
        return spool.file(target.digest)
    }

    private func open(
        _ target: FetchedTarget, _ session: SessionID?, from offset: Int64, over connection: PeerConnection
    ) async throws -> PeerStream {
        let opening = WireReleaseTargetOpen.with {
            $0.session = session?.description ?? ""
            $0.path = target.path
            $0.digest = .init(target.digest.bytes)
            $0.offset = UInt64(clamping: offset)
        }
        let parameters: [UInt8] = try opening.serializedBytes()
        let stream = try await connection.open(
            BulkCalls.releaseTarget, bulk: true, parameters: ByteBuffer(bytes: parameters))
        try await stream.finish()
        return stream
    }

    private func receive(
        _ incoming: OpenTarget, from stream: PeerStream, _ progress: @Sendable (Int64) -> Void
    ) async throws {
        var reader = RecordReader(stream)
        let watch = SilenceWatch(limits.silence)
        let began = ContinuousClock.now
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await watch.guardOver(stream) }
            defer { group.cancelAll() }
            switch try await reader.transferRecord() {
            case .progress(let size):
                guard size == UInt64(clamping: incoming.target.length) else {
                    stream.reset(.badContent)
                    throw Failure(.targetMismatch, ["target": incoming.target.path, "reason": "length"])
                }
            case .error(let failure): throw failure
            default: throw Failure(.messageInvalid, ["type": WireTransferRecord.protoMessageName])
            }
            var taken: Int64 = 0
            while let piece = try await reader.content(upTo: 1 << 20) {
                watch.heard()
                do {
                    try await Self.onDisk { try incoming.write(piece) }
                } catch {
                    stream.reset(.badContent)
                    throw error
                }
                taken += Int64(piece.readableBytes)
                progress(incoming.length)
                guard let rate = limits.bytesPerSecond, rate > 0 else { continue }
                // The relay's credit is not given back before: it sends no faster.
                let due = began + .milliseconds(taken / rate * 1000 + taken % rate * 1000 / rate)
                try await Task.sleep(until: due, clock: .continuous)
                watch.heard()
            }
        }
    }

    private static func onDisk<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await NIOThreadPool.singleton.runIfActive(body)
    }
}

/// The target that an attempt writes; locked, though one task at a time uses it.
private final class OpenTarget: Sendable {
    let target: FetchedTarget
    private let incoming: Mutex<SpooledTarget>

    init(_ incoming: sending SpooledTarget) {
        target = incoming.target
        self.incoming = Mutex(incoming)
    }

    var length: Int64 { incoming.withLock { $0.length } }

    func write(_ piece: ByteBuffer) throws {
        try incoming.withLock { incoming in try piece.withUnsafeReadableBytes { try incoming.write($0) } }
    }

    func finish() throws {
        try incoming.withLock { try $0.finish() }
    }
}

/// Ends a stream on which nothing arrives for too long (H63).
private final class SilenceWatch: Sendable {
    private let limit: Duration
    private let last = Mutex(ContinuousClock.now)

    init(_ limit: Duration) {
        self.limit = limit
    }

    func heard() {
        last.withLock { $0 = .now }
    }

    /// Until it is cancelled.
    func guardOver(_ stream: PeerStream) async throws {
        while true {
            let due = last.withLock { $0 } + limit
            guard ContinuousClock.now < due else {
                stream.reset(.timeout)
                throw Failure(.updateSilent, ["seconds": String(limit.components.seconds)])
            }
            try await Task.sleep(until: due, clock: .continuous)
        }
    }
}
