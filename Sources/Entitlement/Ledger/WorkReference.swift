package import Primitives

/// Which piece of work a reservation or an entry belongs to: a line of a session, or a record of work without a channel.
///
/// Each has at most one reservation.
package enum WorkReference: Hashable, Sendable {
    /// Lines count from 1.
    case session(SessionID, line: Int)
    case record(ServiceRecordID)

    /// nil where the text is the id of neither.
    package init?(id: String, line: Int) {
        if let session = SessionID(id) {
            self = .session(session, line: line)
        } else if let record = ServiceRecordID(id) {
            self = .record(record)
        } else {
            return nil
        }
    }

    /// The text of the session's or record's id.
    package var id: String {
        switch self {
        case .session(let session, _): session.description
        case .record(let record): record.description
        }
    }

    /// The line of the session; a record is one line.
    package var line: Int {
        switch self {
        case .session(_, let line): line
        case .record: 1
        }
    }

    /// nil for a record.
    package var session: SessionID? {
        guard case .session(let session, _) = self else { return nil }
        return session
    }
}

/// `{"line":1,"session":"ses_…"}` as ever, because the keys of reservations stand for this text; or `{"record":"rec_…"}`.
extension WorkReference: Codable {
    private enum CodingKeys: String, CodingKey {
        case session
        case line
        case record
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        if let record = try values.decodeIfPresent(ServiceRecordID.self, forKey: .record) {
            self = .record(record)
        } else {
            self = .session(try values.decode(SessionID.self, forKey: .session), line: try values.decode(Int.self, forKey: .line))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .session(let session, let line):
            try values.encode(session, forKey: .session)
            try values.encode(line, forKey: .line)
        case .record(let record): try values.encode(record, forKey: .record)
        }
    }
}
