package import Cryptography
package import Primitives

/// How the technician says the work ended.
package enum Ending: String, Hashable, Sendable, Codable, CaseIterable {
    case done, partial, failed
}

/// The technician ends a session (`hamyar/end/1`, signed over the request's digest).
package struct End: Hashable, Sendable {
    package let request: Digest
    package let session: SessionID
    package let ending: Ending
    package let note: String
    package let time: Timestamp

    package init(request: Digest, session: SessionID, ending: Ending, note: String = "", time: Timestamp) throws(Failure) {
        try Field.text(note, "note", limit: SessionLimits.noteCharacters)
        self.request = request
        self.session = session
        self.ending = ending
        self.note = note
        self.time = time
    }
}
