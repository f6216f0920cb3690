import AgentStorage
import Cryptography
import Sessions
import SignedObjects

/// What tells a session that has changed from one that has not.
package struct SessionMark: Hashable, Sendable {
    private let session: Session
    private let verdict: Digest
    private let waits: AgentSession.Waiting?

    init(_ open: OpenSession) {
        session = open.session
        verdict = open.verdict.digest
        waits = open.waits
    }
}
