import Cryptography
package import Primitives

extension Session {
    /// Takes one event. Refused events change nothing.
    ///
    /// - Returns: what to do, in order; empty where the event is no news.
    /// - Throws: `session.wrong-state` or `session.ended` by the table; `session.expired` where something would begin after the deadline;
    ///   `session.mismatch`, `session.wrong-signer`, `session.conflict` and the `operation` codes by the event's object.
    package mutating func apply(_ event: SessionEvent, at time: Timestamp) throws(Failure) -> [SessionEffect] {
        let cell = SessionTable.cell(phase, event.kind, initiator: initiator)
        guard cell != .refuse else { throw refusal(event) }
        switch event {
        case .granted(let matched): return try take(matched, cell, time)
        case .activated(let activated): return try take(activated, cell, time)
        case .voided(let verdict):
            try match(verdict.body.request == request && verdict.body.session == id, "verdict")
            grant = nil
            phase = .delivered
            return [.prompt]
        case .started(let operation, let bytes): return try start(operation, bytes, time)
        case .finished(let outcome): return try finish(outcome)
        case .denied(let denial):
            try match(denial.body.request == request && denial.body.session == id, "denial")
            try signedByMachine(denial.signer.name, "denial")
            return end(.denied)
        case .revoked(let revocation):
            // Who may take back what was granted may take back what never arrived: a relay that was away saw no grant.
            let isOurs = grant == nil || grants.contains(revocation.body.grant)
            try match(isOurs && revocation.body.session == id, "revocation")
            try signedByMachine(revocation.signer.name, "revocation")
            return end(.revoked)
        case .ended(let end):
            try match(end.body.request == request && end.body.session == id, "end")
            guard end.signer.key == technicianKey else { throw wrongSigner("end") }
            let started = phase == .active || phase == .suspended
            return self.end(started ? SessionEndReason(end.body.ending) : .withdrawn)
        case .expired:
            guard phase == .ended || isExpired(at: time) else { throw refusal(event) }
            return end(grant == nil ? .requestExpired : .grantExpired)
        case .dropped: return end(.dropped)
        case .completed: return end(completion)
        case .delivered, .seen, .clockReversed, .rebooted: return move(cell)
        }
    }

    private mutating func move(_ cell: SessionTable.Cell) -> [SessionEffect] {
        guard case .go(let next) = cell else { return [] }
        let asked = phase == .requested && next == .delivered
        phase = next
        return next == .suspended ? [.stopWork, .prompt] : asked ? [.prompt] : []
    }

    /// What the signed outcomes say together; without one that succeeded nothing was done.
    private var completion: SessionEndReason {
        let succeeded = operations.count { $0.result == .succeeded }
        return succeeded == 0 ? .failed : succeeded == operations.count ? .done : .partial
    }

    private mutating func end(_ reason: SessionEndReason) -> [SessionEffect] {
        guard phase != .ended else { return [] }
        let effects: [SessionEffect] = activation == nil ? [.closePrompt] : [.closePrompt, .stopWork, .settle]
        self.reason = reason
        phase = .ended
        return effects
    }

    private mutating func take(_ matched: MatchedGrant, _ cell: SessionTable.Cell, _ time: Timestamp) throws(Failure)
        -> [SessionEffect]
    {
        try match(matched.request.digest == request, "grant")
        let digest = matched.grant.digest
        if digest == grant?.digest { return [] }
        // A void grant, or the one of before a suspension, stays void.
        guard cell != .repeatable, !grants.contains(digest) else { throw conflict("grant") }
        guard !isExpired(at: time) else { throw Failure(.sessionExpired, ["session": id.description]) }
        let body = matched.grant.body
        grant = GrantFacts(digest: digest, byteLimit: body.scope.byteLimit, received: time, deadline: time + body.duration)
        grants.append(digest)
        phase = .granted
        return [.closePrompt, .evaluateAgain]
    }

    private mutating func take(
        _ activated: ActivatedGrant, _ cell: SessionTable.Cell, _ time: Timestamp
    ) throws(Failure) -> [SessionEffect] {
        try match(activated.request.digest == request, "activation")
        try match(activated.grant.digest == grant?.digest, "activation")
        if activated.activation.digest == activation, cell == .repeatable { return [] }
        guard cell != .repeatable else { throw conflict("activation") }
        guard !isExpired(at: time) else { throw Failure(.sessionExpired, ["session": id.description]) }
        activation = activated.activation.digest
        phase = .active
        return [.beginWork]
    }

    private mutating func start(_ operation: Verified<Operation>, _ bytes: UInt64, _ time: Timestamp) throws(Failure)
        -> [SessionEffect]
    {
        try check(operation, at: time)
        if self.operation(operation.body.operation) == nil {
            operations.append(
                OperationRecord(id: operation.body.operation, digest: operation.digest, line: operation.body.line, bytes: bytes))
        }
        return []
    }

    private mutating func finish(_ outcome: Verified<Outcome>) throws(Failure) -> [SessionEffect] {
        let body = outcome.body
        guard let index = operations.firstIndex(where: { $0.id == body.operation }) else {
            throw Failure(.operationUnknown, ["operation": body.operation.description])
        }
        try match(
            body.session == id && operations[index].digest == body.operationDigest && grants.contains(body.grant), "outcome")
        try signedByMachine(outcome.signer.name, "outcome")
        if operations[index].outcome == outcome.digest { return [] }
        guard operations[index].outcome == nil else { throw conflict("outcome") }
        operations[index].outcome = outcome.digest
        operations[index].result = body.result
        operations[index].bytes = body.bytes
        return phase == .ended ? [.settle] : []
    }
}

extension Session {
    /// The rules of an operation that both sides check: its state, its signer, its session, its line and its own expiry.
    package func check(_ operation: Verified<Operation>, at time: Timestamp) throws(Failure) {
        guard phase == .active else {
            let code: Failure.Code =
                phase == .ended ? .sessionEnded : phase == .suspended ? .sessionSuspended : .sessionWrongState
            throw Failure(code, ["session": id.description, "state": phase.rawValue, "event": "started"])
        }
        guard !isExpired(at: time) else { throw Failure(.sessionExpired, ["session": id.description]) }
        let body = operation.body
        guard operation.signer.key == technicianKey else { throw wrongSigner("operation") }
        try match(body.request == request && body.session == id, "operation")
        guard lines.contains(where: { $0.number == body.line }) else {
            throw Failure(.operationUnknownLine, ["operation": body.operation.description, "line": String(body.line)])
        }
        guard time < body.notAfter else { throw Failure(.operationExpired, ["operation": body.operation.description]) }
        if let known = self.operation(body.operation) {
            guard known.digest == operation.digest else { throw conflict("operation") }
            guard known.result == nil else { throw Failure(.operationDone, ["operation": body.operation.description]) }
        } else if operations.count >= SessionLimits.operations {
            throw Failure(.operationTooMany, ["limit": String(SessionLimits.operations)])
        }
    }

    private func match(_ holds: Bool, _ object: String) throws(Failure) {
        guard holds else { throw Failure(.sessionMismatch, ["object": object, "session": id.description]) }
    }

    private func signedByMachine(_ name: PeerName?, _ object: String) throws(Failure) {
        guard let name, name.role == .machine, name.id == machine.description else { throw wrongSigner(object) }
    }

    private func wrongSigner(_ object: String) -> Failure {
        Failure(.sessionWrongSigner, ["object": object, "session": id.description])
    }

    private func conflict(_ object: String) -> Failure {
        Failure(.sessionConflict, ["object": object, "session": id.description])
    }

    private func refusal(_ event: SessionEvent) -> Failure {
        Failure(
            phase == .ended ? .sessionEnded : .sessionWrongState,
            ["session": id.description, "state": phase.rawValue, "event": event.kind.rawValue])
    }
}
