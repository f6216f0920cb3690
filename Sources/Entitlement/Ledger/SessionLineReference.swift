package import Primitives

/// Which line of which session a transaction belongs to; lines count from 1.
package struct SessionLineReference: Hashable, Codable, Sendable {
    package let session: SessionID
    package let line: Int

    package init(session: SessionID, line: Int) {
        self.session = session
        self.line = line
    }
}
