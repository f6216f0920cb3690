import Documents
package import Messages
import Primitives
import Sentences
import Sessions

/// `policy list`: what a customer's machines say is allowed there beforehand.
package struct PoliciesOutput: Report {
    struct Row: Encodable, Sendable {
        let machineName: String
        let policy: PolicyFacts
        let received: OutputTime?
    }

    let customer: String
    let policies: [Row]
    let cut: Bool

    package init(_ reply: WirePolicyListReply) throws {
        customer = DisplayText.stripped(reply.customer)
        policies = try reply.policies.map {
            Row(
                machineName: DisplayText.stripped($0.machineName),
                policy: try PolicyFacts(policy: $0.policy, revocation: $0.hasRevocation ? $0.revocation : nil),
                received: OutputTime(wire: $0.received))
        }
        cut = reply.cut
    }

    package func write(to page: inout Page) {
        let language = page.language
        var table = Table(
            [.machine, .policyAllows, .policyHours, .policyUntil, .policyCap, .policyState].map {
                Table.Column(language.word($0))
            })
        for row in policies {
            let policy = row.policy
            table.add([
                row.machineName, policy.allow.joined(separator: " "), policy.hours.joined(separator: ", "),
                page.time(policy.until), language.money(rials: policy.costCapRials),
                language.word(policy.revoked == nil ? .policyInForce : .policyTakenBack),
            ])
        }
        page.table(table, ifEmpty: .noPolicies)
    }
}
