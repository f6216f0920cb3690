import Messages
package import Primitives
package import Sessions
import SignedObjects
import SwiftProtobuf

/// Work without a channel, as `record` was told of it.
package struct NewRecord: Sendable {
    package var kind: String
    /// Number or id; empty for a prospect.
    package var contract = ""
    package var customer = ""
    package var line = ""
    package var place: Place
    package var quantity: TypedQuantity?
    /// `phone`, `whatsapp`, `portal`, `chat`, `on-site`; empty: not said.
    package var channel = ""
    package var reference = ""
    /// nil: now.
    package var occurred: Timestamp?
    package var site = ""
    package var metres: Int64 = 0
    package var distanceSource = ""
    package var attendees: UInt32 = 0
    /// What was brought, its serial, and by whom (requirement A4).
    package var item = ""
    package var serial = ""
    package var broughtBy = ""
    /// Of the library (requirement A13).
    package var files: [String] = []
    package var note = ""
    /// `done`, `partial`, `failed`.
    package var outcome = "done"
    /// Civil date as typed.
    package var followUp = ""
    package var performer = ""
    package var quote = ""
    /// The customer's support code (requirement B1).
    package var code = ""
    package var isVendorDefect = false
    package var version = ""
    package var platform = ""
    /// `H-12`.
    package var helpRequest = ""
    /// Rials that the customer accepted on the phone, of a fixed price.
    package var acceptedPrice: Int64 = 0
    /// The serial or system code that was given (requirement A8).
    package var issued = ""

    package init(kind: String, place: Place) {
        self.kind = kind
        self.place = place
    }

    /// The same as a question, for the choice of a line.
    var question: PhoneQuestion {
        var question = PhoneQuestion(kind: kind, place: place)
        question.contract = contract
        question.line = line
        question.quantity = quantity
        question.occurred = occurred
        question.metres = metres
        question.site = site
        return question
    }

    func message(key: String) -> WireRecordCall {
        WireRecordCall.with {
            $0.key = key
            $0.kind = kind
            $0.contract = contract
            $0.customer = customer
            $0.line = line
            $0.place = place.wire
            $0.quantity = quantity?.thousandths ?? TypedQuantity.oneUnit
            $0.unit = quantity?.unitWord ?? ""
            $0.channel = channel
            $0.reference = reference
            $0.occurred = occurred?.milliseconds ?? 0
            $0.site = site
            $0.metres = metres
            $0.distanceSource = distanceSource
            $0.attendees = attendees
            $0.item = item
            $0.serial = serial
            $0.broughtBy = broughtBy
            $0.files = files
            $0.note = note
            $0.outcome = outcome
            $0.followUp = followUp
            $0.performer = performer
            $0.quote = quote
            $0.code = code
            $0.vendorDefect = isVendorDefect
            $0.version = version
            $0.platform = platform
            $0.helpRequest = helpRequest
            $0.acceptPrice = acceptedPrice
            $0.issued = issued
        }
    }
}
