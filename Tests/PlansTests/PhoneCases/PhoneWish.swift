import Entitlement
import Primitives

/// What the caller wants, as a row describes it.
struct PhoneWish {
    let question: ServiceQuestion

    init(_ row: PhoneCase, _ examples: PhoneSetting) throws {
        var words = try PhoneWords(row.wish)
        guard let kind = try words.take("kind"), let place = try words.take("place").map({ try ServicePlace(word: $0) }) else {
            throw PhoneCaseError("no kind and place: \(row.wish)")
        }
        let metres = try words.take("distance").map { try Quantity(parsing: $0).thousandths }
        var question = ServiceQuestion(
            kind: ServiceKindName(rawValue: kind), place: place,
            quantity: try words.take("quantity").map { try Quantity(parsing: $0) } ?? .one,
            occurredAt: try examples.instant(row.at),
            initiator: try words.take("initiator").map { try .init(word: $0) } ?? .customer,
            identity: try words.take("identity").map { try .init(word: $0) } ?? (place == .remote ? .signed : .none),
            // A thousandth of a kilometre is a metre.
            distance: metres.map { SiteDistance(metres: $0, source: "map") })
        question.unit = try words.take("unit").map { try .init(word: $0) }
        question.channel = try words.take("channel").map { try .init(word: $0) }
        question.platform = try words.take("platform")
        question.version = try words.take("version")
        question.incident = try words.take("incident")
        question.recordedAt = try words.take("recorded").map { try examples.instant($0) }
        question.hostChange = try Self.hostChange(&words, examples)
        question.quote = try words.take("quote").map { try Self.quote($0, for: question, examples) }
        try words.finish()
        self.question = question
    }

    private static func hostChange(_ words: inout PhoneWords, _ examples: PhoneSetting) throws -> HostChange? {
        guard let changed = try words.take("changed")?.split(separator: "/").map(String.init), changed.count == 2 else {
            return nil
        }
        return HostChange(
            earliest: try examples.instant(changed[0]), latest: try examples.instant(changed[1]),
            returned: try words.take("returned").map { try examples.instant($0) },
            notified: try words.take("notified").map { try examples.instant($0) },
            answered: try words.take("answered").map { try examples.instant($0) })
    }

    /// `Q-12:1:7150000:1404-08-30:open`; the last day is a whole one.
    private static func quote(_ text: String, for question: ServiceQuestion, _ examples: PhoneSetting) throws -> QuotedPrice {
        let fields = text.split(separator: ":").map(String.init)
        guard fields.count == 5, let number = Int64(fields[0].dropFirst(2)), let rials = Int64(fields[2]),
            ["open", "accepted"].contains(fields[4])
        else { throw PhoneCaseError("\(text) is no quote") }
        return QuotedPrice(
            id: .random(), number: number, line: nil, kind: question.kind, place: question.place,
            cap: try Quantity(parsing: fields[1]), total: Money(rials: rials),
            validUntil: examples.zone.midnight(of: try CivilDate(parsing: fields[3]).adding(days: 1)),
            isAccepted: fields[4] == "accepted")
    }
}
