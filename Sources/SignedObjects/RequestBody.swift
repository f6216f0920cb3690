package import Cryptography
import FoundationEssentials
package import Messages
package import Primitives
package import Sessions
import SwiftProtobuf

private let initiators: [(WireInitiator, Initiator)] = [(.technician, .technician), (.agent, .agent), (.customer, .customer)]
private let places: [(WirePlace, Place)] = [
    (.remote, .remote), (.phone, .phone), (.onSite, .onSite), (.company, .company), (.agency, .agency),
]

extension Place {
    package init(wire: WirePlace) throws(Failure) {
        self = try FieldReading.value(wire, places, "place")
    }

    package var wire: WirePlace { FieldReading.wire(self, places) }
}

extension SessionLine {
    package init(wire: WireSessionLine) throws(Failure) {
        try self.init(
            number: Int(wire.number), kind: wire.kind, place: Place(wire: wire.place), quantity: wire.quantity,
            contractLine: FieldReading.optionalIdentifier(wire.contractLine, "line.contract_line"),
            quote: wire.quote.isEmpty ? nil : wire.quote)
    }

    package var wire: WireSessionLine {
        WireSessionLine.with {
            $0.number = UInt32(clamping: number)
            $0.kind = kind
            $0.place = place.wire
            $0.quantity = quantity
            $0.contractLine = contractLine?.description ?? ""
            $0.quote = quote ?? ""
        }
    }
}

extension UpdateRequest {
    fileprivate init(wire: WireUpdateRequest) throws(Failure) {
        try self.init(
            product: wire.product, version: wire.version, released: wire.released,
            policy: FieldReading.identifier(wire.policy, "update.policy"),
            platform: wire.platform.isEmpty ? nil : wire.platform)
    }

    fileprivate var wire: WireUpdateRequest {
        WireUpdateRequest.with {
            $0.product = product
            $0.version = version
            $0.released = released
            $0.policy = policy.description
            $0.platform = platform ?? ""
        }
    }
}

extension Request: FreelySigned {
    package static var domain: Domain { .request }

    package init(wire: WireRequest) throws(Failure) {
        guard wire.lines.count <= SessionLimits.lines else { throw FieldReading.bad("lines") }
        var lines: [SessionLine] = []
        for line in wire.lines { lines.append(try SessionLine(wire: line)) }
        try self.init(
            session: FieldReading.identifier(wire.session, "session"), machine: FieldReading.identifier(wire.machine, "machine"),
            technician: FieldReading.optionalIdentifier(wire.technician, "technician"),
            organisation: FieldReading.identifier(wire.organisation, "organisation"),
            initiator: FieldReading.value(wire.initiator, initiators, "initiator"), lines: lines,
            scope: Scope(parsing: wire.scope, byteLimit: wire.byteLimit == 0 ? nil : wire.byteLimit),
            duration: FieldReading.duration(wire.durationMs, "duration_ms"), created: Timestamp(milliseconds: wire.created),
            notAfter: Timestamp(milliseconds: wire.notAfter), reason: wire.reason, reference: wire.reference,
            vendorDefect: wire.vendorDefect, technicianName: wire.technicianName,
            update: wire.hasUpdate ? UpdateRequest(wire: wire.update) : nil)
    }

    package var wire: WireRequest {
        WireRequest.with {
            $0.session = session.description
            $0.machine = machine.description
            $0.technician = technician?.description ?? ""
            $0.organisation = organisation.description
            $0.initiator = FieldReading.wire(initiator, initiators)
            $0.lines = lines.map(\.wire)
            $0.scope = scope.words.map(\.description)
            $0.byteLimit = scope.byteLimit ?? 0
            $0.durationMs = duration.wholeMilliseconds
            $0.created = created.milliseconds
            $0.notAfter = notAfter.milliseconds
            $0.reason = reason
            $0.reference = reference
            $0.vendorDefect = vendorDefect
            $0.technicianName = technicianName
            if let update { $0.update = update.wire }
        }
    }
}
