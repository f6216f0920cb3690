import AgentStorage
import Bundles
import Cryptography
import Foundation
package import Messages
import Primitives
import Sessions
import Storage
import SwiftProtobuf
import Transport

/// What people at this machine see of a diagnosis, and their word on it (promise D7).
extension LocalCalls {
    /// Newest first.
    package func diagnoses() async throws -> [WireLocalDiagnosis] {
        var views: [WireLocalDiagnosis] = []
        for stored in try await desk.diagnoses() { views.append(try await desk.view(of: stored)) }
        return views
    }

    /// With the files that would leave. Throws `diagnosis.unknown`.
    package func diagnosis(_ call: WireLocalDiagnosisCall) async throws -> WireLocalDiagnosis {
        let stored = try await desk.diagnosis(named: call.diagnosis)
        var view = try await desk.view(of: stored)
        var room = LocalLimits.replyBytes - (try view.serializedBytes() as [UInt8]).count
        for file in try collecting.files(stored.operation) {
            let wire = WireLocalBundleFile.with {
                $0.name = file.name
                $0.bytes = UInt64(clamping: file.bytes)
                $0.redactions = UInt64(clamping: file.redactions)
            }
            room -= try (wire.serializedBytes() as [UInt8]).count + LocalLimits.fieldHeader
            guard room >= 0 else {
                view.cut = true
                break
            }
            view.files.append(wire)
        }
        return view
    }

    /// One file of what would leave, or the whole of it, in pieces.
    ///
    /// Throws `diagnosis.unknown`, `diagnosis.no-file`.
    package func diagnosisFile(
        _ call: WireLocalDiagnosisCall, _ send: @Sendable ([UInt8]) async throws -> Void
    ) async throws {
        let stored = try await desk.diagnosis(named: call.diagnosis)
        let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: collecting.path(of: call.file, stored)))
        defer { try? file.close() }
        var isEmpty = true
        while let piece = try file.read(upToCount: LocalLimits.replyBytes), !piece.isEmpty {
            isEmpty = false
            try await send(Array(piece))
        }
        // An answer all the same.
        if isEmpty { try await send([]) }
    }

    /// Lets it leave, less what the person keeps here.
    ///
    /// Throws `consent.not-approver`, `agent.not-running`, `diagnosis.…`, `redaction.…`.
    package func sendDiagnosis(_ call: WireLocalDiagnosisSendCall) async throws -> WireLocalDiagnosis {
        // Nobody would carry it to the relay.
        guard isRunning else { throw Failure(.agentNotRunning, ["path": home.path]) }
        guard person.mayApprove else { throw Failure(.consentNotApprover, ["name": person.approver.name]) }
        let stored = try await desk.decidableDiagnosis(named: call.diagnosis)
        guard stored.state == .waiting else {
            throw Failure(.diagnosisNotWaiting, ["operation": stored.operation.description, "state": stored.state.rawValue])
        }
        let (bundle, redactions) = try await collecting.bundle(
            stored.operation, without: call.without, redacting: call.redact)
        return try await desk.view(of: desk.approve(stored.operation, bundle, redactions: redactions, by: person))
    }

    /// Keeps it here. Throws `consent.not-approver`, `diagnosis.…`.
    package func withholdDiagnosis(_ call: WireLocalReasonCall) async throws -> WireLocalDiagnosis {
        let stored = try await desk.decidableDiagnosis(named: call.session)
        return try await desk.view(of: desk.withhold(stored.operation, reason: call.reason, by: person))
    }
}

extension SessionDesk {
    /// What no session carries any more is over, whatever its row says.
    func view(of stored: StoredDiagnosis) throws -> WireLocalDiagnosis {
        let record = try journal.database.read { try $0.sessions.find(stored.session) }
        let state = Self.shown(stored.state, isLive: open[stored.session] != nil)
        return WireLocalDiagnosis.with {
            $0.operation = stored.operation.description
            $0.session = stored.session.description
            $0.number = record?.number ?? ""
            $0.technician = record?.technicianName ?? ""
            $0.state = state.rawValue
            $0.asked = stored.asked.milliseconds
            $0.findings = stored.findings
            $0.redactions = stored.redactions
            if let bundle = stored.bundle {
                $0.bundle = bundle.name
                $0.size = bundle.size
                $0.digest = Data(bundle.digest.bytes)
                $0.leftOut = bundle.leftOut
            }
            $0.decided = stored.decided?.milliseconds ?? 0
            $0.decidedBy = stored.decidedBy
            $0.reason = stored.reason
        }
    }

    static func shown(_ state: StoredDiagnosis.State, isLive: Bool) -> StoredDiagnosis.State {
        switch state {
        case .collecting, .waiting, .approved: isLive ? state : .over
        case .sent, .withheld, .over: state
        }
    }
}
