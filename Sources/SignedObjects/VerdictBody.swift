package import Cryptography
import FoundationEssentials
package import Messages
package import Primitives
package import Sessions
import SwiftProtobuf

private let coverages: [(WireCoverage, Coverage)] = [
    (.covered, .covered), (.free, .free), (.priced, .priced), (.denied, .denied),
]

extension VerdictPart {
    package init(wire: WireVerdictPart) throws(Failure) {
        try self.init(
            line: Int(wire.line), quantity: wire.quantity,
            coverage: FieldReading.value(wire.coverage, coverages, "part.coverage"),
            rule: wire.rule, bucket: wire.bucket, leftAfter: wire.leftAfter, unit: wire.unit, price: wire.price,
            until: wire.until,
            kind: wire.kind, kindPersian: wire.kindPersian, kindEnglish: wire.kindEnglish, contract: wire.contract,
            reason: wire.reason, reasonParameters: wire.reasonParameters, quoteNeeded: wire.quoteNeeded,
            quote: wire.quote, estimate: wire.estimate, tariff: wire.tariff, tariffPersian: wire.tariffPersian,
            tariffEnglish: wire.tariffEnglish, bucketPersian: wire.bucketPersian,
            bucketEnglish: wire.bucketEnglish, accepted: wire.accepted)
    }

    package var wire: WireVerdictPart {
        WireVerdictPart.with {
            $0.line = UInt32(clamping: line)
            $0.quantity = quantity
            $0.coverage = FieldReading.wire(coverage, coverages)
            $0.rule = rule
            $0.bucket = bucket
            $0.leftAfter = leftAfter
            $0.unit = unit
            $0.price = price
            $0.until = until
            $0.kind = kind
            $0.kindPersian = kindPersian
            $0.kindEnglish = kindEnglish
            $0.contract = contract
            $0.reason = reason
            $0.reasonParameters = reasonParameters
            $0.quoteNeeded = quoteNeeded
            $0.quote = quote
            $0.estimate = estimate
            $0.tariff = tariff
            $0.tariffPersian = tariffPersian
            $0.tariffEnglish = tariffEnglish
            $0.bucketPersian = bucketPersian
            $0.bucketEnglish = bucketEnglish
            $0.accepted = accepted
        }
    }
}

extension VerdictCondition {
    package init(wire: WireVerdictCondition) throws(Failure) {
        try self.init(code: wire.code, parameters: wire.parameters)
    }

    package var wire: WireVerdictCondition {
        WireVerdictCondition.with {
            $0.code = code
            $0.parameters = parameters
        }
    }
}

extension Verdict: FreelySigned {
    package static var domain: Domain { .verdict }

    package init(wire: WireVerdict) throws(Failure) {
        guard wire.parts.count <= Self.partLimit else { throw FieldReading.bad("parts") }
        guard wire.conditions.count <= Self.conditionLimit else { throw FieldReading.bad("conditions") }
        var parts: [VerdictPart] = []
        for part in wire.parts { parts.append(try VerdictPart(wire: part)) }
        var conditions: [VerdictCondition] = []
        for condition in wire.conditions { conditions.append(try VerdictCondition(wire: condition)) }
        try self.init(
            request: FieldReading.digest(wire.request, "request"), session: FieldReading.identifier(wire.session, "session"),
            parts: parts,
            conditions: conditions, price: wire.price, issued: Timestamp(milliseconds: wire.issued),
            validUntil: Timestamp(milliseconds: wire.validUntil),
            checkpoint: wire.hasCheckpoint ? CheckpointReference(wire: wire.checkpoint) : nil)
    }

    package var wire: WireVerdict {
        WireVerdict.with {
            $0.request = Data(request.bytes)
            $0.session = session.description
            $0.parts = parts.map(\.wire)
            $0.conditions = conditions.map(\.wire)
            $0.price = price
            $0.issued = issued.milliseconds
            $0.validUntil = validUntil.milliseconds
            if let checkpoint { $0.checkpoint = checkpoint.wire }
        }
    }
}
