package import Cryptography
package import Primitives

/// The customer refuses a request (`hamyar/denial/1`, signed by the agent).
package struct Denial: Hashable, Sendable {
    package let request: Digest
    package let session: SessionID
    package let approver: Approver
    package let reason: String
    package let time: Timestamp

    package init(request: Digest, session: SessionID, approver: Approver, reason: String, time: Timestamp) throws(Failure) {
        try Field.text(reason, "reason", limit: SessionLimits.reasonCharacters)
        self.request = request
        self.session = session
        self.approver = approver
        self.reason = reason
        self.time = time
    }
}

/// The customer takes a grant back (`hamyar/revocation/1`, signed by the agent).
package struct Revocation: Hashable, Sendable {
    package let grant: Digest
    package let session: SessionID
    package let approver: Approver
    package let reason: String
    package let time: Timestamp

    package init(grant: Digest, session: SessionID, approver: Approver, reason: String, time: Timestamp) throws(Failure) {
        try Field.text(reason, "reason", limit: SessionLimits.reasonCharacters)
        self.grant = grant
        self.session = session
        self.approver = approver
        self.reason = reason
        self.time = time
    }
}
