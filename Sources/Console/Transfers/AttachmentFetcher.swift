import Cryptography
import DurableFiles
import FileTransfer
import Foundation
import Messages
import Primitives
import SwiftProtobuf
import Transport

/// Fetches what a customer attached to a help request into a directory. A file appears whole and with the right digest, or not at
/// all; nothing that is there is overwritten.
struct AttachmentFetcher: Sendable {
    /// Bytes of one attachment that are taken: it is held in memory until its digest is right.
    static let sizeLimit: UInt64 = 64 << 20

    let directory: String
    let bar: ProgressBar

    /// Saves the files that have arrived whole; returns their paths by id.
    ///
    /// - Throws: `file.exists`, `file.mismatch`, `file.wrong-size`, `console.directory`.
    func save(_ attachments: [WireHelpAttachment], from desk: TechnicianDesk) async throws -> [String: String] {
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        var saved: [String: String] = [:]
        for (index, attachment) in attachments.enumerated() where attachment.complete {
            let isRepeated = attachments[..<index].contains { $0.name == attachment.name }
            let name = (isRepeated ? "\(index + 1)-" : "") + AttachmentName.safe(attachment.name, id: attachment.id)
            let path = LocalPath.absolute(directory + "/" + name)
            try await save(attachment, to: path, from: desk)
            saved[attachment.id] = path
        }
        return saved
    }

    private func save(_ attachment: WireHelpAttachment, to path: String, from desk: TechnicianDesk) async throws {
        // A second run over the same directory finds what the first one saved.
        let file = DurableFile(path, failing: .consoleDirectory)
        if let held = try file.read(limit: Int(Self.sizeLimit)) {
            guard Digest.of(held).bytes == Array(attachment.digest) else { throw Failure(.fileExists, ["path": path]) }
            return
        }
        let content = try await content(of: attachment, from: desk)
        guard try file.create(with: content) else { throw Failure(.fileExists, ["path": path]) }
    }

    private func content(of attachment: WireHelpAttachment, from desk: TechnicianDesk) async throws -> [UInt8] {
        guard attachment.size <= Self.sizeLimit else { throw Self.wrongSize(attachment) }
        defer { bar.finish() }
        bar.start(total: attachment.size, held: 0)
        var content: [UInt8] = []
        while UInt64(content.count) < attachment.size {
            let offset = UInt64(content.count)
            let chunk = try await desk.call(
                .attachmentGet,
                WireAttachmentGetCall.with {
                    $0.id = attachment.id
                    $0.offset = offset
                })
            guard !chunk.content.isEmpty, offset + UInt64(chunk.content.count) <= attachment.size else {
                throw Self.wrongSize(attachment)
            }
            content += chunk.content
            bar.advance(by: chunk.content.count)
        }
        guard Digest.of(content).bytes == Array(attachment.digest) else {
            throw Failure(.fileMismatch, ["path": attachment.name])
        }
        return content
    }

    private static func wrongSize(_ attachment: WireHelpAttachment) -> Failure {
        Failure(.fileWrongSize, ["path": attachment.name, "size": String(attachment.size)])
    }
}
