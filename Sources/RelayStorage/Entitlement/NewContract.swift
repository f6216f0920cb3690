package import Entitlement
package import Primitives

/// A purchase: one product under one plan.
package struct NewContract: Sendable {
    package let customer: CustomerID
    /// As the plan file says; the overrides are applied to it and kept beside it.
    package let plan: PlanSnapshot
    package let product: String
    package let version: String
    package let platform: String
    package let serial: String?
    package let purchased: CivilDate
    package let overrides: PurchaseOverrides

    package init(
        customer: CustomerID, plan: PlanSnapshot, product: String, version: String, platform: String, serial: String? = nil,
        purchased: CivilDate, overrides: PurchaseOverrides = .none
    ) {
        self.customer = customer
        self.plan = plan
        self.product = product
        self.version = version
        self.platform = platform
        self.serial = serial
        self.purchased = purchased
        self.overrides = overrides
    }
}
