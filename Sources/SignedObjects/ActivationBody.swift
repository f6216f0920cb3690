package import Cryptography
import FoundationEssentials
package import Messages
package import Primitives
package import Sessions
import SwiftProtobuf

extension Activation: FreelySigned {
    package static var domain: Domain { .activation }

    package init(wire: WireActivation) throws(Failure) {
        guard wire.holds.count <= SessionLimits.lines else { throw FieldReading.bad("holds") }
        var holds: [LineHold] = []
        for hold in wire.holds {
            holds.append(
                try LineHold(line: Int(hold.line), hold: FieldReading.optionalIdentifier(hold.hold, "hold.hold")))
        }
        try self.init(
            grant: FieldReading.digest(wire.grant, "grant"), session: FieldReading.identifier(wire.session, "session"),
            holds: holds,
            activated: Timestamp(milliseconds: wire.activated))
    }

    package var wire: WireActivation {
        WireActivation.with {
            $0.grant = Data(grant.bytes)
            $0.session = session.description
            $0.holds = holds.map { hold in
                WireLineHold.with {
                    $0.line = UInt32(clamping: hold.line)
                    $0.hold = hold.hold?.description ?? ""
                }
            }
            $0.activated = activated.milliseconds
        }
    }
}
