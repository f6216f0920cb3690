package import Cryptography
import FoundationEssentials
package import Messages
package import Primitives
package import Sessions
import SwiftProtobuf

extension Approver {
    package init(wire: WireApprover) throws(Failure) {
        try self.init(uid: wire.uid, name: wire.name, admin: wire.admin, costLimit: wire.costLimit)
    }

    package var wire: WireApprover {
        WireApprover.with {
            $0.uid = uid
            $0.name = name
            $0.admin = admin
            $0.costLimit = costLimit
        }
    }
}

extension Grant: SignedBody {
    package static var domain: Domain { .grant }

    package init(wire: WireGrant) throws(Failure) {
        let basis: GrantBasis
        switch wire.basis {
        case .person where wire.hasApprover && wire.policy.isEmpty: basis = .person(try Approver(wire: wire.approver))
        case .policy where !wire.hasApprover: basis = .policy(try FieldReading.identifier(wire.policy, "policy"))
        case .UNRECOGNIZED(let value): throw Failure(.objectUnknownField, ["field": "basis", "value": String(value)])
        default: throw FieldReading.bad("basis")
        }
        try self.init(
            request: FieldReading.digest(wire.request, "request"), verdict: FieldReading.digest(wire.verdict, "verdict"),
            session: FieldReading.identifier(wire.session, "session"), machine: FieldReading.identifier(wire.machine, "machine"),
            scope: Scope(parsing: wire.scope, byteLimit: wire.byteLimit == 0 ? nil : wire.byteLimit),
            duration: FieldReading.duration(wire.durationMs, "duration_ms"), approved: Timestamp(milliseconds: wire.approved),
            notAfter: Timestamp(milliseconds: wire.notAfter), basis: basis, acceptedCost: wire.acceptedCost,
            checkpoint: wire.hasCheckpoint ? CheckpointReference(wire: wire.checkpoint) : nil)
    }

    package var wire: WireGrant {
        WireGrant.with {
            $0.request = Data(request.bytes)
            $0.verdict = Data(verdict.bytes)
            $0.session = session.description
            $0.machine = machine.description
            $0.scope = scope.words.map(\.description)
            $0.byteLimit = scope.byteLimit ?? 0
            $0.durationMs = duration.wholeMilliseconds
            $0.approved = approved.milliseconds
            $0.notAfter = notAfter.milliseconds
            switch basis {
            case .person(let approver):
                $0.basis = .person
                $0.approver = approver.wire
            case .policy(let policy):
                $0.basis = .policy
                $0.policy = policy.description
            }
            $0.acceptedCost = acceptedCost
            if let checkpoint { $0.checkpoint = checkpoint.wire }
        }
    }
}
