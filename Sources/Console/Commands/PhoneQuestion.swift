import Messages
package import Primitives
package import Sessions
import SignedObjects
import SwiftProtobuf

/// A wish as it comes on the phone.
package struct PhoneQuestion: Sendable {
    /// Number or id; empty for a prospect.
    package var contract = ""
    /// Name or id of a prospect.
    package var customer = ""
    package var line = ""
    /// The plan's name of the service, or the id of its rule.
    package var kind: String
    package var place: Place
    package var quantity: TypedQuantity?
    /// nil: now.
    package var occurred: Timestamp?
    package var channel = ""
    /// `none`, `code`, `signed`; empty: as this technician has checked.
    package var identity = ""
    /// 0: the site's.
    package var metres: Int64 = 0
    package var site = ""
    package var incident = ""
    package var platform = ""
    package var version = ""
    package var quote = ""
    package var isVendorDefect = false

    package init(kind: String, place: Place) {
        self.kind = kind
        self.place = place
    }

    var message: WireQuestionCall {
        WireQuestionCall.with {
            $0.contract = contract
            $0.customer = customer
            $0.line = line
            $0.kind = kind
            $0.place = place.wire
            $0.quantity = quantity?.thousandths ?? TypedQuantity.oneUnit
            $0.unit = quantity?.unitWord ?? ""
            $0.occurred = occurred?.milliseconds ?? 0
            $0.channel = channel
            $0.identity = identity
            $0.metres = metres
            $0.site = site
            $0.incident = incident
            $0.platform = platform
            $0.version = version
            $0.quote = quote
            $0.vendorDefect = isVendorDefect
        }
    }
}
