import Documents
import Messages
import Sentences

/// A record on a page: what was done for whom, what it drew on, what it still waits for.
enum RecordPage {
    static func write(
        _ record: RecordOutput, _ parts: [WireVerdictPart], _ conditions: [WireVerdictCondition], to page: inout Page
    ) {
        let language = page.language
        page.line("\(record.number)  \(language.state(record.state))", .strong)
        waiting(record, to: &page)
        page.field(.customer, [record.customer, record.contract, record.product].filter { !$0.isEmpty }.joined(separator: "  "))
        let amount = language.quantity(thousandths: record.quantityThousandths, unit: record.unit)
        let kind = Isolation.isolate(record.kindTitle(in: language), in: language)
        page.composed(.kind, "\(kind) (\(language.state(record.place)))  × \(amount)")
        if !parts.isEmpty {
            page.line(language.word(.verdict) + ":")
            page.verdict(parts, conditions)
        }
        // What draws on nothing is not used up.
        if record.consumedThousandths != 0, record.parts.contains(where: { $0.bucket != nil }) {
            page.composed(.used, language.quantity(thousandths: record.consumedThousandths, unit: record.unit))
        }
        page.field(.quote, record.quote ?? "")
        page.composed(.occurred, page.time(record.occurred))
        if record.late { page.line(language.word(.recordedLate), .warning) }
        if record.recorded != record.occurred { page.composed(.recorded, page.time(record.recorded)) }
        people(record, to: &page)
        place(record, to: &page)
        details(record, to: &page)
    }

    private static func waiting(_ record: RecordOutput, to page: inout Page) {
        let language = page.language
        switch record.waitsFor {
        case "second-person":
            page.line(language.word(.mustConfirm) + " " + language.command("hamyar confirm \(record.number)"), .warning)
            if record.customerMayConfirm != nil { page.composed(.customerMayConfirm, page.time(record.customerMayConfirm)) }
        case "return":
            page.line(
                language.word(.mustReturn) + " " + language.command("hamyar record return \(record.number) --to WHO"), .warning)
        default: break
        }
    }

    private static func people(_ record: RecordOutput, to page: inout Page) {
        let language = page.language
        page.field(.technician, record.technician)
        if record.performer != record.technician { page.field(.performer, record.performer) }
        page.field(.secondPerson, record.secondPerson ?? "")
        if !record.channel.isEmpty {
            let reference = record.reference.isEmpty ? "" : "  " + Isolation.isolate(record.reference, in: language)
            page.composed(.channel, language.state(record.channel) + reference)
        }
        if !record.identity.isEmpty { page.composed(.identity, language.state(record.identity)) }
    }

    private static func place(_ record: RecordOutput, to page: inout Page) {
        let language = page.language
        page.field(.site, record.site)
        if let metres = record.metres {
            let source = record.distanceSource.isEmpty ? "" : "  (\(Isolation.isolate(record.distanceSource, in: language)))"
            page.composed(.distance, language.distance(metres: metres) + source)
        }
        if record.attendees > 0 { page.composed(.attendees, language.number(record.attendees)) }
        page.field(.brought, [record.item, record.serial].filter { !$0.isEmpty }.joined(separator: "  "))
        page.field(.broughtBy, record.broughtBy)
        if record.returned != nil {
            page.composed(.returned, "\(Isolation.isolate(record.returnedTo, in: language))  \(page.time(record.returned))")
        }
    }

    private static func details(_ record: RecordOutput, to page: inout Page) {
        let language = page.language
        page.composed(.sentFiles, language.list(record.files))
        page.field(.issued, record.issued)
        if !record.outcome.isEmpty { page.composed(.outcome, language.state(record.outcome)) }
        page.composed(.note, record.note.isEmpty ? "" : language.quoted(record.note))
        page.composed(.followUp, record.followUp.map { language.day($0) } ?? "")
        if record.points != 0 { page.composed(.points, language.number(record.points)) }
    }
}
