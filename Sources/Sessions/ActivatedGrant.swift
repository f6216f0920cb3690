package import Cryptography
package import Primitives

/// A grant that the relay has activated: the only thing that an operation can be authorised by.
package struct ActivatedGrant: Hashable, Sendable {
    package let request: Verified<Request>
    package let grant: Verified<Grant>
    package let activation: Verified<Activation>

    private init(_ matched: MatchedGrant, _ activation: Verified<Activation>) {
        request = matched.request
        grant = matched.grant
        self.activation = activation
    }

    /// Puts a matched grant and the relay's verified activation of it together.
    /// - Throws: `session.mismatch` when the activation is of another grant or session, or leaves out a line.
    package static func match(_ matched: MatchedGrant, _ activation: Verified<Activation>) throws(Failure) -> ActivatedGrant {
        let body = activation.body
        let belongs = body.grant == matched.grant.digest && body.session == matched.request.body.session
        guard belongs, matched.covers(body.holds) else {
            throw Failure(.sessionMismatch, ["object": "activation", "session": matched.request.body.session.description])
        }
        return ActivatedGrant(matched, activation)
    }

    /// Decides whether an operation may have its effect now. The agent calls this before it logs the intent.
    ///
    /// - Parameters:
    ///   - size: raw bytes that the operation will move: of the manifest's entries, or of the files to be pulled.
    ///   - counted: of these what counts against the grant's bytes; nil: all of them. A tree counts the files that change.
    ///   - session: the present state; it must be active under this very grant.
    ///   - standing: of the grant's clock, just advanced.
    ///   - allowed: the machine's own rules, which may have become narrower since the grant.
    /// - Throws: `session.ended`, `session.suspended`, `session.expired`, `session.wrong-state`, `session.wrong-signer`,
    ///   `session.mismatch`, `session.conflict`, `operation.expired`, `operation.done`, `operation.unknown-line`,
    ///   `operation.outside-scope`, `operation.too-many-bytes`, `operation.too-many`.
    package func authorize(
        _ operation: Verified<Operation>, size: UInt64, counted: UInt64? = nil, in session: Session,
        standing: GrantClock.Standing, allowed: AllowedScope
    ) throws(Failure) -> AuthorizedOperation {
        let body = operation.body
        switch standing {
        case .running: break
        case .expired: throw Failure(.sessionExpired, ["session": session.id.description])
        case .suspended: throw Failure(.sessionSuspended, ["session": session.id.description])
        }
        try session.check(operation, at: standing.now)
        let isHere = session.request == request.digest && session.grant?.digest == grant.digest
        guard isHere, session.activation == activation.digest else {
            throw Failure(.sessionMismatch, ["object": "grant", "session": session.id.description])
        }
        if case .push(let push) = body.work, push.size != size {
            throw Failure(.sessionMismatch, ["object": "manifest", "field": "size"])
        }
        for word in body.needed where !(grant.body.scope.permits(word) && allowed.permits(word)) {
            throw Failure(
                .operationOutsideScope,
                ["operation": body.operation.description, "path": word.path?.description ?? word.description])
        }
        let (total, overflow) = session.bytesUsed(without: body.operation).addingReportingOverflow(min(counted ?? size, size))
        if let limit = grant.body.scope.byteLimit, overflow || total > limit {
            throw Failure(
                .operationTooManyBytes,
                ["operation": body.operation.description, "bytes": overflow ? "" : String(total), "limit": String(limit)])
        }
        return AuthorizedOperation(operation: operation, grant: grant.digest, size: min(counted ?? size, size))
    }
}

/// An operation that the agent may perform. Only `ActivatedGrant.authorize` makes one.
package struct AuthorizedOperation: Hashable, Sendable {
    package let operation: Verified<Operation>
    package let grant: Digest
    /// Raw bytes that it may move.
    package let size: UInt64

    init(operation: Verified<Operation>, grant: Digest, size: UInt64) {
        self.operation = operation
        self.grant = grant
        self.size = size
    }

    /// What it did, to be signed by the agent.
    package func outcome(
        _ result: OperationResult, code: String = "", parameters: [String: String] = [:], files: [FileEffect] = [],
        counts: FileCounts? = nil, manifest: Digest? = nil, install: InstallEffect? = nil, command: CommandEffect? = nil,
        diagnosis: DiagnosisEffect? = nil, bytes: UInt64,
        started: Timestamp, finished: Timestamp, checkpoint: CheckpointReference? = nil
    ) throws(Failure) -> Outcome {
        try Outcome(
            operationDigest: operation.digest, grant: grant, session: operation.body.session, operation: operation.body.operation,
            result: result, code: code, parameters: parameters, files: files, counts: counts, manifest: manifest,
            install: install, command: command,
            diagnosis: diagnosis, bytes: bytes, started: started, finished: finished, checkpoint: checkpoint)
    }
}
