import Entitlement
import Messages
import Plans
import Primitives
import SwiftProtobuf
import Transport

/// A purchase, as `contract add` takes it: a new contract, or a further line of one.
package struct NewContract: Sendable {
    package var customer: String
    package var plan: LocalText
    package var product: String
    package var version: String
    package var platform: String
    package var serial: String
    /// A civil date as typed; the relay reads it, Jalali years too.
    package var purchased: String
    package var terms: TermOverrides
    /// Number or id of the contract that gets a further line; nil: a new contract.
    package var contract: String?
    /// The line that is moved to a higher model (requirement A16), and the accepted quote with which it is.
    package var replaces: String?
    package var quote: String?

    package init(
        customer: String, plan: LocalText, product: String, version: String, platform: String, serial: String = "",
        purchased: String, terms: TermOverrides, contract: String? = nil, replaces: String? = nil, quote: String? = nil
    ) {
        self.customer = customer
        self.plan = plan
        self.product = product
        self.version = version
        self.platform = platform
        self.serial = serial
        self.purchased = purchased
        self.terms = terms
        self.contract = contract
        self.replaces = replaces
        self.quote = quote
    }

    /// With the plan's text.
    ///
    /// - Throws: `plan` codes with file and line for a plan that the relay would not take either; `console.argument`.
    func message(key: String) throws(Failure) -> WireContractAddCall {
        let measures = try PlanFile.parse(plan.content, file: plan.name).measures
        let (counts, amounts) = try terms.amounts(measures)
        let steps = try terms.steps(measures)
        return WireContractAddCall.with {
            $0.key = key
            $0.customer = customer
            $0.planName = plan.name
            $0.planYaml = plan.content
            $0.product = product
            $0.version = version
            $0.platform = platform
            $0.serial = serial
            $0.purchased = purchased
            $0.months = terms.months ?? 0
            $0.quotas = counts
            $0.amounts = amounts
            $0.steps = steps
            $0.overdraw = terms.overdraw
            $0.without = terms.without
            $0.contract = contract ?? ""
            $0.replaces = replaces ?? ""
            $0.quote = quote ?? ""
        }
    }
}

extension TechnicianDesk {
    package func add(_ contract: NewContract, key: String) async throws -> ContractOutput {
        ContractOutput(try await call(.contractAdd, contract.message(key: key)))
    }
}
