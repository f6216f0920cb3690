package import Primitives

/// Which piece of work a reservation or an entry belongs to: a line of a session, or a record of work without a channel.
///
/// Each has at most one reservation; a record whose reservation ended by itself may have another one, by a further attempt.
package enum WorkReference: Hashable, Sendable {
    /// Lines count from 1.
    case session(SessionID, line: Int)
    /// Attempts count from 1.
    case record(ServiceRecordID, attempt: Int)

    /// nil where the text is the id of neither.
    package init?(id: String, line: Int) {
        if let session = SessionID(id) {
            self = .session(session, line: line)
        } else if let record = ServiceRecordID(id) {
            self = .record(record, attempt: line)
        } else {
            return nil
        }
    }

    /// The text of the session's or record's id.
    package var id: String {
        switch self {
        case .session(let session, _): session.description
        case .record(let record, _): record.description
        }
    }

    /// The line of the session, or the attempt of the record.
    package var line: Int {
        switch self {
        case .session(_, let line): line
        case .record(_, let attempt): attempt
        }
    }

    /// nil for a record.
    package var session: SessionID? {
        guard case .session(let session, _) = self else { return nil }
        return session
    }
}

/// `{"line":1,"session":"ses_…"}` as ever, because the keys of reservations stand for this text; or `{"attempt":1,"record":"rec_…"}`.
extension WorkReference: Codable {
    private enum CodingKeys: String, CodingKey {
        case session
        case line
        case record
        case attempt
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        if let record = try values.decodeIfPresent(ServiceRecordID.self, forKey: .record) {
            self = .record(record, attempt: try values.decode(Int.self, forKey: .attempt))
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
        case .record(let record, let attempt):
            try values.encode(record, forKey: .record)
            try values.encode(attempt, forKey: .attempt)
        }
    }
}
