import Documents
package import Messages
import Primitives
import Sentences
import Sessions

/// Work without a channel, written down: `record`, `record return`, `record show`.
package struct RecordOutput: Report {
    let number: String
    /// `pending`, `open` (an item is here), `done`, `void`.
    let state: String
    let kind: String
    let kindPersian: String
    let kindEnglish: String
    let contract: String
    let customer: String
    let product: String
    let place: String
    let quantityThousandths: Int64
    let unit: String
    let channel: String
    let reference: String
    let occurred: OutputTime?
    let recorded: OutputTime?
    /// Written down on a later day than it was done, or on what had expired meanwhile.
    let late: Bool
    let technician: String
    let performer: String
    let site: String
    let metres: Int64?
    let distanceSource: String
    let attendees: UInt32
    let item: String
    let serial: String
    let broughtBy: String
    let returnedTo: String
    let returned: OutputTime?
    let files: [String]
    let note: String
    let outcome: String
    let followUp: String?
    let secondPerson: String?
    /// `second-person`, `return`.
    let waitsFor: String?
    let customerMayConfirm: OutputTime?
    let parts: [VerdictPartOutput]
    let conditions: [ConditionOutput]
    let consumedThousandths: Int64
    let quote: String?
    let identity: String
    let issued: String
    let points: Int64
    private let wire: WireRecordView

    package init(_ record: WireRecordView) {
        func text(_ text: String) -> String { DisplayText.stripped(text) }
        func present(_ text: String) -> String? { text.isEmpty ? nil : DisplayText.stripped(text) }
        wire = record
        number = record.number
        state = record.state
        kind = record.kind
        kindPersian = text(record.kindPersian)
        kindEnglish = text(record.kindEnglish)
        contract = record.contract
        customer = text(record.customer)
        product = text(record.product)
        place = record.place
        quantityThousandths = record.quantity
        unit = record.unit
        channel = record.channel
        reference = text(record.reference)
        occurred = OutputTime(wire: record.occurred)
        recorded = OutputTime(wire: record.recorded)
        late = record.late
        technician = text(record.technician)
        performer = text(record.performer)
        site = text(record.site)
        metres = record.metres > 0 ? record.metres : nil
        distanceSource = text(record.distanceSource)
        attendees = record.attendees
        item = text(record.item)
        serial = text(record.serial)
        broughtBy = text(record.broughtBy)
        returnedTo = text(record.returnedTo)
        returned = OutputTime(wire: record.returned)
        files = record.files.map(text)
        note = text(record.note)
        outcome = record.outcome
        followUp = present(record.followUp)
        secondPerson = present(record.secondPerson)
        waitsFor = present(record.waitsFor)
        customerMayConfirm = OutputTime(wire: record.customerMayConfirm)
        parts = record.parts.map(VerdictPartOutput.init)
        conditions = record.conditions.map(ConditionOutput.init)
        consumedThousandths = record.consumed
        quote = present(record.quote)
        identity = record.identity
        issued = text(record.issued)
        points = record.points
    }

    private enum CodingKeys: String, CodingKey {
        case number, state, kind, kindPersian, kindEnglish, contract, customer, product, place, quantityThousandths, unit, channel
        case reference, occurred, recorded, late, technician, performer, site, metres, distanceSource, attendees, item, serial
        case broughtBy, returnedTo, returned, files, note, outcome, followUp, secondPerson, waitsFor, customerMayConfirm, parts
        case conditions, consumedThousandths, quote, identity, issued, points
    }

    func kindTitle(in language: Language) -> String { language == .english ? kindEnglish : kindPersian }

    package func write(to page: inout Page) {
        RecordPage.write(self, wire.parts, wire.conditions, to: &page)
    }
}

/// `record list`.
package struct RecordsOutput: Report {
    let records: [RecordOutput]

    package init(_ records: [WireRecordView]) {
        self.records = records.map(RecordOutput.init)
    }

    package func write(to page: inout Page) {
        let language = page.language
        var table = Table(
            [.number, .state, .occurred, .contract, .customer, .kind, .place, .technician, .note].map {
                Table.Column(language.word($0))
            })
        for one in records {
            table.add([
                one.number, language.state(one.state), page.time(one.occurred), one.contract, one.customer,
                one.kindTitle(in: language), language.state(one.place), one.technician, one.note,
            ])
        }
        page.table(table, ifEmpty: .noRecords)
    }
}

/// Something that customers can be sent: `library add`, and a row of `library list`.
package struct LibraryItemOutput: Report {
    let name: String
    let version: String
    /// `text`, `video`.
    let type: String
    let product: String
    let sha256: String
    let size: UInt64
    /// How often it was sent.
    let sent: UInt32

    package init(_ item: WireLibraryItem) {
        name = DisplayText.stripped(item.name)
        version = DisplayText.stripped(item.version)
        type = item.type
        product = DisplayText.stripped(item.product)
        sha256 = Hexadecimal.encode(item.digest)
        size = item.size
        sent = item.sent
    }

    package func write(to page: inout Page) {
        page.line(page.language.word(.added), .good)
        page.field(.name, name, .strong)
        page.field(.version, version)
        page.composed(.type, page.language.state(type))
        page.field(.product, product)
        page.composed(.size, page.language.bytes(size))
        page.field(.digest, sha256)
    }
}

/// `library list`.
package struct LibraryOutput: Report {
    let items: [LibraryItemOutput]
    let cut: Bool

    package init(_ reply: WireLibraryListReply) {
        items = reply.items.map(LibraryItemOutput.init)
        cut = reply.cut
    }

    package func write(to page: inout Page) {
        let language = page.language
        var table = Table(
            [.name, .version, .type, .product].map { Table.Column(language.word($0)) } + [
                Table.Column(language.word(.size), isNumber: true), Table.Column(language.word(.sentTimes), isNumber: true),
            ])
        for item in items {
            table.add([
                item.name, item.version, language.state(item.type), item.product, language.bytes(item.size),
                language.number(item.sent),
            ])
        }
        page.table(table, ifEmpty: .noLibrary)
        page.cut(cut)
    }
}
