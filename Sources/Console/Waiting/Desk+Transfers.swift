import Messages
import Primitives
import Sessions
import SignedObjects
import SwiftProtobuf
import Transport

/// Transfers that the relay knows of.
extension TechnicianDesk {
    /// - Parameter all: those that are over too, the newest.
    package func transfers(all: Bool) async throws -> KnownTransfersOutput {
        KnownTransfersOutput(
            try await replies(.transfersKnown, WireTransferListCall.with { $0.all = all }).flatMap(\.transfers))
    }

    package func transfer(_ id: String) async throws -> KnownTransferOutput {
        KnownTransferOutput(try await call(.transferShow, WireTransferCall.with { $0.transfer = id }))
    }

    /// Takes a waiting push back. A session that was asked for its sake alone ends with it, by the technician's signed word.
    package func cancel(_ id: String) async throws -> KnownTransferOutput {
        let view = try await call(.transferShow, WireTransferCall.with { $0.transfer = id })
        var call = WireTransferCancelCall.with { $0.transfer = id }
        if view.endsItself {
            let facts = try await session(view.session)
            try own(facts)
            if facts.phase != .ended {
                let end = try SignedObject.sign(
                    End(
                        request: facts.request.digest, session: facts.request.body.session, ending: .failed, time: now),
                    by: identity.signing)
                call.end = end.message.wire
            }
        }
        return KnownTransferOutput(try await self.call(.transferCancel, call))
    }

    /// The manifests on a session's record; of one transfer where it is named.
    package func files(ofSession session: String = "", transfer: String = "") async throws -> SessionFilesOutput {
        SessionFilesOutput(
            try await replies(
                .sessionFiles,
                WireSessionFilesCall.with {
                    $0.session = session
                    $0.transfer = transfer
                }))
    }
}
