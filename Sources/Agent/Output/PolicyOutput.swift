import Documents
package import Messages
import Primitives
package import Sentences
import Sessions

/// `policy add | show | revoke`.
package struct PolicyOutput: Encodable, Sendable {
    let policy: PolicyFacts
    let added: OutputTime?
    /// Whether the relay has it as it is.
    let reported: Bool

    package init(_ policy: WireLocalPolicy) throws {
        self.policy = try PolicyFacts(policy: policy.policy, revocation: policy.hasRevocation ? policy.revocation : nil)
        added = OutputTime(wire: policy.added)
        reported = policy.reported
    }
}

/// `policy list`.
package struct PoliciesOutput: Encodable, Sendable {
    package let policies: [PolicyOutput]
    let cut: Bool

    package init(_ reply: WireLocalPoliciesReply) throws {
        policies = try reply.policies.map { try PolicyOutput($0) }
        cut = reply.cut
    }

    /// The one that a person names by its id or as much of its beginning as means one. Throws `policy.unknown`.
    package func one(_ text: String) throws -> PolicyOutput {
        let found = policies.filter { $0.policy.policy == text || $0.policy.policy.hasPrefix(text) && text.count >= 8 }
        guard let only = found.first, found.count == 1 else { throw Failure(.policyUnknown, ["text": text]) }
        return only
    }
}

/// Policies for a person.
package enum PolicyText {
    package static func make(_ output: PolicyOutput, in language: Language) -> String {
        let policy = output.policy
        func line(_ label: AgentWord, _ value: String) -> String {
            "  \(language.word(label)): \(Isolation.isolate(value, in: language))"
        }
        var lines = [Isolation.isolate(policy.policy, in: language)]
        lines.append(line(.allowedBeforehand, policy.allow.joined(separator: " ")))
        lines += ScopeLines(policy.allow, in: language).meanings
        lines += policy.hours.map { line(.hoursOfTheWeek, $0 + " " + policy.zone) }
        lines.append(line(.untilMoment, language.moment(policy.until.time.milliseconds)))
        lines.append(line(.costCap, language.money(rials: policy.costCapRials)))
        lines.append(line(.allowedBy, policy.person))
        if let revoked = policy.revoked { lines.append(line(.takenBack, language.moment(revoked.time.milliseconds))) }
        if !output.reported { lines.append("  " + language.word(.relayNotTold)) }
        return lines.joined(separator: "\n")
    }

    package static func make(_ output: PoliciesOutput, in language: Language) -> String {
        guard !output.policies.isEmpty else { return language.word(.noPolicies) }
        var parts = output.policies.map { make($0, in: language) }
        if output.cut { parts.append(language.word(.listCut)) }
        return parts.joined(separator: "\n")
    }
}
