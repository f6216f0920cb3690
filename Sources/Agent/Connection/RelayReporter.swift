import AgentStorage
import Logging
import Messages
import Primitives
import SwiftProtobuf
import Transport

/// Says to the relay what it does not know yet, again at each connection until it has answered.
struct RelayReporter: Sendable {
    /// When something could not be said although the connection holds, the next attempt comes after this, or at the next change.
    static let retryInterval: Duration = .seconds(30)

    /// Sessions whose reports are said at one time: a hundred grants must not wait for a hundred round trips. Ours: well below the
    /// streams that a peer may have open.
    static let atOnce = 16

    let desk: SessionDesk
    let questions: QuestionKeeper
    let connection: PeerConnection
    let logger: Logger

    /// Runs until the task is cancelled, which the connection's end does. A call that is lost while the connection holds, or a
    /// disk that fails once, is no reason to say nothing more.
    func run() async {
        while !Task.isCancelled {
            let version = desk.changes.version
            if await sayAll() {
                await desk.changes.wait(after: version)
            } else {
                await desk.changes.wait(after: version, atMost: Self.retryInterval)
            }
        }
    }

    /// Whether nothing is left to say.
    private func sayAll() async -> Bool {
        let queues: [[RelayReport]]
        do {
            let sessions = try await Dictionary(grouping: desk.reports(), by: \.session).values
            queues = try await Array(sessions) + questions.waiting().map { [.question($0)] }
        } catch {
            logger.error("what is to be reported cannot be read", metadata: ["failure": "\(error)"])
            return false
        }
        return await withTaskGroup(of: Bool.self) { group in
            var complete = true
            for (index, queue) in queues.enumerated() {
                if index >= Self.atOnce, let said = await group.next() { complete = complete && said }
                group.addTask { await sayAll(queue) }
            }
            for await said in group { complete = complete && said }
            return complete
        }
    }

    private func sayAll(_ queue: [RelayReport]) async -> Bool {
        var complete = true
        for report in queue where await !isSaid(report) { complete = false }
        return complete
    }

    /// One that is lost does not keep the next from being said.
    private func isSaid(_ report: RelayReport) async -> Bool {
        do {
            return try await say(report)
        } catch {
            logger.info("a report is said later", metadata: ["failure": "\(error)"])
            return false
        }
    }

    /// Whether it is settled. Throws where the way to the relay failed.
    private func say(_ report: RelayReport) async throws -> Bool {
        do {
            switch report {
            case .call(let entry): try await say(entry)
            case .grant(let session, let grant):
                let reply = try await connection.call(.sessionGrant, WireGrantCall.with { $0.grant = grant })
                if reply.hasActivation {
                    try await desk.activate(session, reply.activation)
                } else if reply.hasVerdict {
                    try await desk.void(session, reply.verdict)
                } else {
                    throw Failure(.callInvalid, ["field": "activation"])
                }
            case .outcome(let operation, let call, _):
                _ = try await connection.call(.sessionOutcome, call)
                try await desk.acknowledged(operation)
            case .policy(let policy):
                _ = try await connection.call(.policyReport, policy.report())
                try await desk.reported(policy)
            case .question(let question):
                let call = WireHelpAskCall.with {
                    $0.key = question.relayKey
                    $0.text = question.text
                    $0.product = question.product
                    $0.person = question.person
                }
                try await questions.taken(question, as: connection.call(.helpAsk, call))
            }
            return true
        } catch let failure as Failure where failure.isInterruption {
            throw failure
        } catch let failure as Failure {
            logger.warning("the relay did not take a report", metadata: ["failure": "\(failure)"])
            return try await refused(report, failure)
        }
    }

    private func say(_ entry: OutboxEntry) async throws {
        switch entry.method {
        case "session.seen": _ = try await connection.call(.sessionSeen, WireSessionCall(serializedBytes: entry.message))
        case "session.deny": _ = try await connection.call(.sessionDeny, WireDenyCall(serializedBytes: entry.message))
        case "session.revoke": _ = try await connection.call(.sessionRevoke, WireRevokeCall(serializedBytes: entry.message))
        case "update.end": _ = try await connection.call(.updateEnd, WireSessionEndCall(serializedBytes: entry.message))
        default: break
        }
        try await desk.acknowledged(entry)
    }

    /// The relay's refusal is final where the same call would be refused again.
    ///
    /// A grant that is refused ends its session; an outcome is kept and said again, because the ledger waits for it.
    private func refused(_ report: RelayReport, _ failure: Failure) async throws -> Bool {
        guard failure.isFinal else { return false }
        switch report {
        case .call(let entry): try await desk.acknowledged(entry)
        case .grant(let session, _) where failure.code == .entitlementConditionUnmet:
            try await desk.giveBack(session, because: failure)
        case .grant(let session, _): try await desk.drop(session, code: failure.code.rawValue)
        case .outcome(let operation, _, _) where failure.code.rawValue.hasPrefix("session."):
            // Another outcome of it, or none of its session, is there already.
            try await desk.acknowledged(operation)
        case .outcome: return false
        case .question(let question): try await questions.refused(question, failure)
        case .policy(let policy): try await desk.reported(policy)
        }
        return true
    }
}

extension Failure {
    /// Whether the same call would fail again: it was judged, not lost.
    fileprivate var isFinal: Bool {
        let family = code.rawValue.prefix { $0 != "." }
        return !["storage", "internal"].contains(String(family)) && code != .callFailed
    }
}
