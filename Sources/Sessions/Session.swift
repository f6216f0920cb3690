package import Cryptography
package import Primitives

/// One session, on either side: events go in, a new state and effects come out. No clock, disk or network inside.
///
/// It is stored as it is (`Codable`). What an event's object claims is compared with what the session knows before anything changes.
package struct Session: Hashable, Sendable, Codable {
    package let id: SessionID
    package let machine: MachineID
    /// nil where the agent began.
    package let technician: TechnicianID?
    /// A request binds one key, the machine's own where the agent began; operations and the end of another key are refused (H45).
    package let technicianKey: KeyID
    package let initiator: Initiator
    package let lines: [SessionLine]
    /// The request's digest.
    package let request: Digest
    package let requestExpiry: Timestamp

    package internal(set) var phase: SessionPhase
    package internal(set) var reason: SessionEndReason?
    /// Digest, byte limit and end of the grant that counts.
    package internal(set) var grant: GrantFacts?
    /// Digests of every grant, the void ones too: outcomes of before may name them.
    package internal(set) var grants: [Digest] = []
    package internal(set) var activation: Digest?
    /// In the order of their intents.
    package internal(set) var operations: [OperationRecord] = []

    package struct GrantFacts: Hashable, Sendable, Codable {
        package let digest: Digest
        package let byteLimit: UInt64?
        package let received: Timestamp
        /// By this side's clock: when the grant came, and its duration. The agent's `GrantClock` may be stricter.
        package let deadline: Timestamp
    }

    /// A new session from a verified request.
    ///
    /// - Parameter tolerance: how far the request's time may lie ahead; nil where this side's clock is not to be trusted with that.
    /// - Throws: `session.wrong-signer` when the certificate names another technician, `session.expired`.
    package init(request: Verified<Request>, at time: Timestamp, tolerance: Duration? = SessionLimits.clockTolerance)
        throws(Failure)
    {
        let body = request.body
        let (role, name) = body.technician.map { (PeerRole.technician, $0.description) } ?? (.machine, body.machine.description)
        guard let signer = request.signer.name, signer.role == role, signer.id == name else {
            throw Failure(.sessionWrongSigner, ["object": "request", "session": body.session.description])
        }
        guard time < body.notAfter else { throw Failure(.sessionExpired, ["session": body.session.description]) }
        if let tolerance, body.created > time + tolerance {
            throw Failure(.sessionMismatch, ["object": "request", "field": "created"])
        }
        id = body.session
        machine = body.machine
        technician = body.technician
        technicianKey = request.signer.key
        initiator = body.initiator
        lines = body.lines
        self.request = request.digest
        requestExpiry = body.notAfter
        // A customer who asked for the session has it before their eyes; only the verdict is new to them.
        phase = body.initiator == .customer ? .seen : .requested
    }

    /// When the present state expires; nil once ended.
    package var deadline: Timestamp? {
        switch phase {
        case .requested, .delivered, .seen: requestExpiry
        case .granted, .active, .suspended: grant?.deadline ?? requestExpiry
        case .ended: nil
        }
    }

    package func isExpired(at time: Timestamp) -> Bool {
        deadline.map { time >= $0 } ?? false
    }

    /// Raw bytes of all operations, saturating.
    package var bytesUsed: UInt64 {
        bytesUsed(without: nil)
    }

    package func bytesUsed(without other: OperationID?) -> UInt64 {
        operations.reduce(0) { sum, record in
            guard record.id != other else { return sum }
            let (value, overflow) = sum.addingReportingOverflow(record.bytes)
            return overflow ? .max : value
        }
    }

    package func operation(_ id: OperationID) -> OperationRecord? {
        operations.first { $0.id == id }
    }
}
