package import Cryptography
import FoundationEssentials
package import Messages
package import Primitives
package import Sessions
import SwiftProtobuf

private let endings: [(WireEnding, Ending)] = [(.done, .done), (.partial, .partial), (.failed, .failed)]

extension Denial: FreelySigned {
    package static var domain: Domain { .denial }

    package init(wire: WireDenial) throws(Failure) {
        guard wire.hasApprover else { throw FieldReading.bad("approver") }
        try self.init(
            request: FieldReading.digest(wire.request, "request"), session: FieldReading.identifier(wire.session, "session"),
            approver: Approver(wire: wire.approver), reason: wire.reason, time: Timestamp(milliseconds: wire.time))
    }

    package var wire: WireDenial {
        WireDenial.with {
            $0.request = Data(request.bytes)
            $0.session = session.description
            $0.approver = approver.wire
            $0.reason = reason
            $0.time = time.milliseconds
        }
    }
}

extension Revocation: FreelySigned {
    package static var domain: Domain { .revocation }

    package init(wire: WireRevocation) throws(Failure) {
        guard wire.hasApprover else { throw FieldReading.bad("approver") }
        try self.init(
            grant: FieldReading.digest(wire.grant, "grant"), session: FieldReading.identifier(wire.session, "session"),
            approver: Approver(wire: wire.approver), reason: wire.reason, time: Timestamp(milliseconds: wire.time))
    }

    package var wire: WireRevocation {
        WireRevocation.with {
            $0.grant = Data(grant.bytes)
            $0.session = session.description
            $0.approver = approver.wire
            $0.reason = reason
            $0.time = time.milliseconds
        }
    }
}

extension End: FreelySigned {
    package static var domain: Domain { .end }

    package init(wire: WireEnd) throws(Failure) {
        try self.init(
            request: FieldReading.digest(wire.request, "request"), session: FieldReading.identifier(wire.session, "session"),
            ending: FieldReading.value(wire.ending, endings, "ending"), note: wire.note, time: Timestamp(milliseconds: wire.time))
    }

    package var wire: WireEnd {
        WireEnd.with {
            $0.request = Data(request.bytes)
            $0.session = session.description
            $0.ending = FieldReading.wire(ending, endings)
            $0.note = note
            $0.time = time.milliseconds
        }
    }
}
