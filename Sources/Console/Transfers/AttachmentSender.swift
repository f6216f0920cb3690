import Cryptography
import FileTransfer
import Foundation
import Messages
import Primitives
import SwiftProtobuf
import Transport

/// Sends a file to the relay beside a call: the proof of an acceptance. What the relay holds of it already is not sent again.
package struct AttachmentSender: Sendable {
    /// Bytes of one call: with its other fields it stays within one frame of 64 KiB (Protocol/desk.proto).
    static let chunkSize = 48 << 10

    let file: OutgoingFile
    let entry: ManifestEntry
    let bar: ProgressBar

    /// Reads the whole file once for its digest.
    ///
    /// - Throws: `file` codes.
    package init(path: String, bar: ProgressBar) throws {
        file = try OutgoingFile(at: ConfinedPlace(trusting: path), allowingHardLinks: true)
        let absolute = LocalPath.absolute(path)
        entry = try ManifestBuilder.entry(for: file, path: (absolute as NSString).lastPathComponent)
        self.bar = bar
    }

    /// The attachment's id when the relay has all of it.
    ///
    /// - Throws: `file.changed`; `outcome.differs` where the relay says that it has more than there is, or takes nothing.
    package func send(on desk: TechnicianDesk, key: String) async throws -> String {
        defer { bar.finish() }
        // The first call only asks what is there: of the same digest and size, what an earlier command sent.
        var state = try await put([], at: 0, on: desk, key)
        bar.start(total: UInt64(clamping: entry.size), held: state.held)
        while !state.complete {
            guard let offset = Int64(exactly: state.held), offset < entry.size else {
                throw Failure(.outcomeDiffers, ["field": "size"])
            }
            let chunk = try read(at: offset)
            let next = try await put(chunk, at: state.held, on: desk, key)
            guard next.id == state.id, next.held > state.held || next.complete else {
                throw Failure(.outcomeDiffers, ["field": "offset"])
            }
            bar.advance(by: chunk.count)
            state = next
        }
        return state.id
    }

    private func read(at offset: Int64) throws(Failure) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: Int(min(Int64(Self.chunkSize), entry.size - offset)))
        let read = bytes.withUnsafeMutableBytes { buffer in
            Swift.Result { () throws(Failure) in try file.read(at: offset, into: buffer) }
        }
        guard try read.get() == bytes.count else { throw Failure(.fileChanged, ["path": file.path]) }
        return bytes
    }

    private func put(
        _ content: [UInt8], at offset: UInt64, on desk: TechnicianDesk, _ key: String
    ) async throws -> WireAttachmentState {
        try await desk.call(
            .attachmentPut,
            WireAttachmentPutCall.with {
                $0.key = key
                $0.name = entry.path
                $0.size = UInt64(clamping: entry.size)
                $0.digest = Data(entry.digest.bytes)
                $0.offset = offset
                $0.content = Data(content)
            })
    }
}
