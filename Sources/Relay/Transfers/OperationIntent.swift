import AuditLog
import AuditStorage
import Cryptography
import Primitives
import RelayStorage
import Sessions
import Storage
import Transport

/// The relay's word, in its log and on the disk, that an operation is about to reach its machine (promise D4).
struct OperationIntent: Sendable {
    let context: RelayContext
    let operation: Verified<Operation>
    let signed: StoredSigned

    /// A finished operation passes too: the agent answers it with the stored outcome and does nothing again (H36).
    /// One that was cut off goes on only as long as its session does.
    func write(in transaction: Transaction, at now: Timestamp) throws {
        let body = operation.body
        var record = try SessionRecord(body.session, in: transaction, context: context, at: now)
        if let known = try transaction.operations.find(body.operation), known.operation.digest == operation.digest {
            if known.outcome == nil { try record.session.check(operation, at: now) }
            try record.log(.operationRepeated, payload: [], ["operation": body.operation.description])
        } else {
            _ = try record.apply(
                .started(operation, bytes: body.size), kind: .operationIntent, payload: signed.bytes,
                parameters: ["operation": body.operation.description])
            try transaction.operations.intend(body.operation, session: body.session, line: body.line, operation: signed, at: now)
            // The machine may fetch what it names, as long as the session is active.
            if let (path, digest) = body.release { try transaction.releaseTargets.name(path, digest, in: body.session, at: now) }
        }
        try record.seal()
    }
}

extension Operation {
    /// Raw bytes, where they are signed.
    var size: UInt64 {
        switch work {
        case .push(let push): push.size
        case .pull, .list, .command, .diagnosis: 0
        case .script(let script): script.length
        case .install(let install): install.length
        case .patch(let patch): patch.length
        }
    }

    /// On the machine, or of the release.
    var path: String {
        switch work {
        case .push(let push): push.destination.description
        case .pull(let pull): pull.source.description
        case .list(let list): list.path.description
        case .install(let install): install.target
        case .patch(let patch): patch.target
        case .diagnosis: ""
        case .command(let command): command.arguments[0]
        case .script(let script): script.target
        }
    }

    /// The target of releases that it names.
    var release: (path: String, digest: Digest)? {
        switch work {
        case .push, .pull, .list, .command, .diagnosis: nil
        case .script(let script): (script.target, script.digest)
        case .install(let install): (install.target, install.digest)
        case .patch(let patch): (patch.target, patch.digest)
        }
    }

    /// As `TransferView.direction` says it.
    var direction: String {
        switch work {
        case .push: "push"
        case .pull: "pull"
        case .list: "list"
        case .install: "install"
        case .patch: "patch"
        case .diagnosis(let diagnosis): diagnosis.isLive ? "watch" : "diagnose"
        case .command: "command"
        case .script: "script"
        }
    }

    func isServed(by method: String) -> Bool {
        switch work {
        case .push: method == BulkCalls.transferPush
        case .pull: method == BulkCalls.transferPull
        case .list: method == BulkCalls.transferList
        case .install, .patch: method == BulkCalls.transferInstall
        case .diagnosis: method == BulkCalls.diagnosisCollect
        case .command, .script: method == BulkCalls.commandRun
        }
    }
}
