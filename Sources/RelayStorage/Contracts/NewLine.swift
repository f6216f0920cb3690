package import Entitlement
package import Primitives

/// A product under one plan, put on a contract with a purchase day of its own.
package struct NewLine: Sendable {
    /// As the plan file says; the overrides are applied to it and kept beside it.
    package let plan: PlanSnapshot
    package let product: String
    package let version: String
    package let platform: String
    package let serial: String?
    package let purchased: CivilDate
    package let overrides: PurchaseOverrides
    /// The line whose place this one takes, where the customer moves to a higher model (requirement A16).
    package var replaces: Replacement?

    /// Moving to a higher model is quoted: nothing is replaced without the customer's yes.
    package struct Replacement: Sendable {
        package let line: ContractLineID
        package let quote: QuotedPrice

        package init(_ line: ContractLineID, quote: QuotedPrice) {
            self.line = line
            self.quote = quote
        }
    }

    package init(
        plan: PlanSnapshot, product: String, version: String, platform: String, serial: String? = nil, purchased: CivilDate,
        overrides: PurchaseOverrides = .none, replaces: Replacement? = nil
    ) {
        self.plan = plan
        self.product = product
        self.version = version
        self.platform = platform
        self.serial = serial
        self.purchased = purchased
        self.overrides = overrides
        self.replaces = replaces
    }
}
