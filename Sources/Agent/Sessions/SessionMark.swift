import AgentStorage
import Cryptography
import Primitives
import Sessions
import SignedObjects

/// What tells a session that has changed from one that has not.
package struct SessionMark: Hashable, Sendable {
    private let session: Session
    private let verdict: Digest
    private let waits: AgentSession.Waiting?

    /// Operations that are under way.
    private let running: Set<OperationID>
    private let diagnoses: [OperationID: StoredDiagnosis.State]

    init(_ open: OpenSession, running: Set<OperationID>, diagnoses: [OperationID: StoredDiagnosis.State]) {
        self.running = running
        self.diagnoses = diagnoses
        session = open.session
        verdict = open.verdict.digest
        waits = open.waits
    }
}
