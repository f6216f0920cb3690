import Cryptography
import FileTransfer
import Foundation
import Messages
import Multiplexing
import NIOCore
import Primitives
import SignedObjects
import SwiftProtobuf
import TransferRecords
import Transport

/// Content with its manifest, made from a seed.
struct SampleContent: Sendable {
    let bytes: [UInt8]
    let manifest: SignedManifest

    /// One file.
    ///
    /// - Parameter modified: two samples of one seed that differ in it alone are the same content.
    init(size: Int, seed: UInt64 = 1, name: String = "file", modified: Int64 = 0) throws {
        var state = seed &* 0x9e37_79b9_7f4a_7c15
        let bytes = (0..<size).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt8(truncatingIfNeeded: state >> 33)
        }
        try self.init(bytes, name: name, modified: modified)
    }

    init(_ bytes: [UInt8], name: String = "file", modified: Int64 = 0) throws {
        self.bytes = bytes
        let blocks = stride(from: 0, to: bytes.count, by: Manifest.blockSize)
            .map { Digest.of(bytes[$0..<min($0 + Manifest.blockSize, bytes.count)]) }
        manifest = try SignedManifest(
            Manifest(entries: [
                ManifestEntry(
                    path: name, size: Int64(bytes.count), mode: 0o644, modified: modified, digest: Digest.of(bytes),
                    blockDigests: blocks)
            ]).wire)
    }

    /// What a receiver lacks by its own word.
    func missing(after state: WireTransferState) -> [Range<Int>] {
        var held = Set<UInt64>()
        for range in state.held { held.formUnion(range.first..<(range.first + range.count)) }
        let count = (bytes.count + Manifest.blockSize - 1) / Manifest.blockSize
        return (0..<count).filter { !held.contains(UInt64($0)) }
            .map { ($0 * Manifest.blockSize)..<min(($0 + 1) * Manifest.blockSize, bytes.count) }
    }
}

/// What `blob.put` came to.
struct PutResult: Sendable {
    let blob: Digest
    /// Bytes that travelled.
    let sent: Int
}

extension PeerConnection {
    /// Sends content as a technician does.
    ///
    /// - Parameters:
    ///   - breaking: after so many bytes nothing more comes; the relay says `record.truncated` to that.
    ///   - resets: instead, the stream is reset there, and `stream.cancelled` is thrown.
    ///   - corrupting: the block that is sent with a wrong byte.
    ///   - method: blob.put, or a call that is spoken alike.
    func put(
        _ content: SampleContent, breaking limit: Int = .max, resets: Bool = false, corrupting block: Int? = nil,
        method: String = BulkCalls.blobPut
    ) async throws -> PutResult {
        let stream = try await open(method, bulk: true)
        try await stream.send(.manifest(content.manifest.bytes))
        var reader = RecordReader(stream)
        var sent = 0
        guard case .state(let state) = try await Self.next(&reader) else { throw Failure(.messageInvalid) }
        if state.blob.isEmpty {
            for range in content.missing(after: state) {
                var piece = Array(content.bytes[range])
                if range.lowerBound / Manifest.blockSize == block { piece[0] ^= 1 }
                if sent + piece.count > limit {
                    try await stream.send(ByteBuffer(bytes: piece.prefix(limit - sent)))
                    if resets {
                        stream.reset(.cancelled)
                        throw Failure(.streamCancelled)
                    }
                    try await stream.finish()
                    _ = try await Self.next(&reader)
                }
                // Who refuses may be quicker than this: why, is read below.
                try? await stream.send(ByteBuffer(bytes: piece))
                sent += piece.count
            }
            try? await stream.finish()
        } else {
            return PutResult(blob: try Self.digest(state), sent: 0)
        }
        while true {
            switch try await Self.next(&reader) {
            case .progress: continue
            case .state(let state): return PutResult(blob: try Self.digest(state), sent: sent)
            default: throw Failure(.messageInvalid)
            }
        }
    }

    private static func next(_ reader: inout RecordReader) async throws -> TransferRecord {
        let record = try await reader.transferRecord()
        if case .error(let failure) = record { throw failure }
        return record
    }

    private static func digest(_ state: WireTransferState) throws -> Digest {
        guard let digest = Digest(bytes: state.blob) else { throw Failure(.messageInvalid) }
        return digest
    }
}
