import Cryptography
import FileTransfer
import FoundationEssentials
import Messages
import Primitives
import SwiftProtobuf
import Transport

/// Sends a file piece by piece through the agent to the relay, from where it stopped before.
struct AttachmentSending {
    /// A file that the relay begins anew so often is not the one that was announced, or the relay is not sound.
    private static let restarts = 2

    let attachment: OutgoingAttachment
    /// H-12.
    let request: String

    /// - Parameters:
    ///   - service: the agent.
    ///   - progress: is told of the bytes that the relay has.
    /// - Throws: `file.changed` where the relay has all and it is not the announced content; what the agent and the relay refuse with.
    func send(by service: some LocalService, progress: (Int64) -> Void) async throws {
        // An empty piece asks how far it is.
        var state = try await put(at: 0, [], service)
        var restarts = 0
        while !state.complete {
            guard let held = Int64(exactly: state.held), held < attachment.size else {
                throw Failure(.fileChanged, ["path": attachment.name])
            }
            progress(held)
            let content = try attachment.piece(at: held)
            state = try await put(at: held, content, service)
            // All has arrived, and has another digest; or somebody else sends the same file.
            if !state.complete, state.held <= held {
                restarts += 1
                guard restarts <= Self.restarts else { throw Failure(.fileChanged, ["path": attachment.name]) }
            }
            try Task.checkCancellation()
        }
        progress(attachment.size)
    }

    private func put(at offset: Int64, _ content: [UInt8], _ service: some LocalService) async throws -> WireAttachmentState {
        try await service.attach(
            WireAttachmentPutCall.with {
                $0.key = "\(request) \(attachment.digest)"
                $0.name = attachment.name
                $0.size = UInt64(attachment.size)
                $0.digest = Data(attachment.digest.bytes)
                $0.offset = UInt64(offset)
                $0.content = Data(content)
                $0.helpRequest = request
            })
    }
}
