package import Cryptography
import FoundationEssentials
package import Messages
package import Primitives
package import Sessions
import SwiftProtobuf

extension StandingPolicy: FreelySigned {
    package static var domain: Domain { .policy }

    package init(wire: WireStandingPolicy) throws(Failure) {
        guard wire.hasApprover else { throw FieldReading.bad("approver") }
        guard wire.allow.count <= SessionLimits.policyWords else { throw FieldReading.bad("allow") }
        guard wire.hours.count <= SessionLimits.policyHours else { throw FieldReading.bad("hours") }
        var words: [ScopeWord] = []
        for word in wire.allow { words.append(try ScopeWord(word)) }
        var hours: [WeeklyHours] = []
        for interval in wire.hours { hours.append(try WeeklyHours(wire: interval)) }
        try self.init(
            machine: FieldReading.identifier(wire.machine, "machine"), policy: FieldReading.identifier(wire.policy, "policy"),
            allow: words, hours: hours, zone: wire.zone, notBefore: Timestamp(milliseconds: wire.notBefore),
            until: Timestamp(milliseconds: wire.until), costCap: wire.costCap, approver: Approver(wire: wire.approver))
    }

    package var wire: WireStandingPolicy {
        WireStandingPolicy.with {
            $0.machine = machine.description
            $0.policy = policy.description
            $0.allow = allow.map(\.description)
            $0.hours = hours.map(\.wire)
            $0.zone = zone
            $0.notBefore = notBefore.milliseconds
            $0.until = until.milliseconds
            $0.costCap = costCap
            $0.approver = approver.wire
        }
    }
}

extension WeeklyHours {
    fileprivate init(wire: WireWeeklyHours) throws(Failure) {
        guard let day = Weekday(rawValue: Int(wire.day)) else { throw FieldReading.bad("hours.day") }
        try self.init(day: day, from: Int(wire.from), to: Int(wire.to))
    }

    fileprivate var wire: WireWeeklyHours {
        WireWeeklyHours.with {
            $0.day = UInt32(clamping: day.rawValue)
            $0.from = UInt32(clamping: from)
            $0.to = UInt32(clamping: to)
        }
    }
}

extension PolicyRevocation: FreelySigned {
    package static var domain: Domain { .policyRevocation }

    package init(wire: WirePolicyRevocation) throws(Failure) {
        guard wire.hasApprover else { throw FieldReading.bad("approver") }
        try self.init(
            digest: FieldReading.digest(wire.policyDigest, "policy_digest"),
            policy: FieldReading.identifier(wire.policy, "policy"),
            machine: FieldReading.identifier(wire.machine, "machine"), approver: Approver(wire: wire.approver),
            reason: wire.reason, time: Timestamp(milliseconds: wire.time))
    }

    package var wire: WirePolicyRevocation {
        WirePolicyRevocation.with {
            $0.policyDigest = Data(digest.bytes)
            $0.policy = policy.description
            $0.machine = machine.description
            $0.approver = approver.wire
            $0.reason = reason
            $0.time = time.milliseconds
        }
    }
}
