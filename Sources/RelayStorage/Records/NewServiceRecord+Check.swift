import Entitlement
import Primitives
import Sessions

extension NewServiceRecord {
    /// Throws `service.field` with the name of what is missing, too long or impossible.
    func check(at time: Timestamp, in zone: CivilZone) throws {
        try expect(CommerceText.isFilled(key, limit: CommerceLimits.keyCharacters), "key")
        try expect(CommerceText.isFilled(kind.rawValue), "kind")
        try expect(quantity > .zero && quantity.thousandths <= CommerceLimits.quantity, "quantity")
        try expect((occurred ?? time) <= time + CommerceLimits.clockTolerance, "occurred")
        try expect(attendees.map { (1...CommerceLimits.attendees).contains($0) } ?? true, "attendees")
        try expect(files.count <= CommerceLimits.recordFiles && Set(files).count == files.count, "files")
        try expect(CommerceText.isFit(note ?? "", limit: CommerceLimits.noteCharacters, lines: true), "note")
        try expect(acceptedPrice >= .zero && acceptedPrice.rials <= SessionLimits.rials, "accept_price")
        try expect(distance.map { $0.metres > 0 && CommerceText.isFilled($0.source) } ?? true, "distance")
        if let followUp { try expect(followUp >= zone.date(of: occurred ?? time), "follow_up") }
        for (field, text) in [
            ("reference", reference), ("performer", performer), ("issued", issued), ("incident", incident),
            ("platform", platform), ("version", version), ("serial", intake?.serial),
        ] {
            try expect(text.map { CommerceText.isFilled($0) } ?? true, field)
        }
        guard let intake else { return }
        try expect(CommerceText.isFilled(intake.item), "item")
        try expect(CommerceText.isFilled(intake.broughtBy), "brought_by")
        // What is brought is at the vendor's or an agency's.
        try expect([.company, .agency].contains(place), "place")
    }

    private func expect(_ condition: Bool, _ field: String) throws {
        guard condition else { throw Failure(.serviceField, ["field": field]) }
    }
}
