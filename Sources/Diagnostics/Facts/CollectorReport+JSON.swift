extension CollectorReport {
    private enum Key: CodingKey {
        case name, state, reason, taken, millis, facts, gaps, omitted, attachments
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        name = try values.decode(CollectorName.self, forKey: .name)
        state = try values.decode(State.self, forKey: .state)
        reason = try values.decodeIfPresent(String.self, forKey: .reason)
        taken = try values.decodeIfPresent(String.self, forKey: .taken)
        millis = try values.decode(Int64.self, forKey: .millis)
        gaps = try values.decodeIfPresent([Gap].self, forKey: .gaps)
        omitted = try values.decodeIfPresent(Int64.self, forKey: .omitted)
        attachments = try values.decodeIfPresent([Attachment].self, forKey: .attachments)
        // Of another decoder: this one's place moves on.
        facts = try values.contains(.facts) ? CollectedFacts(of: name, from: values.superDecoder(forKey: .facts)) : nil
    }
}
