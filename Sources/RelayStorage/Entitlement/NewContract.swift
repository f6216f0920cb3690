package import Entitlement
package import Primitives

/// A purchase: a contract with its first product.
package struct NewContract: Sendable {
    package let customer: CustomerID
    package let line: NewLine

    package init(customer: CustomerID, line: NewLine) {
        self.customer = customer
        self.line = line
    }

    package init(
        customer: CustomerID, plan: PlanSnapshot, product: String, version: String, platform: String, serial: String? = nil,
        purchased: CivilDate, overrides: PurchaseOverrides = .none
    ) {
        self.init(
            customer: customer,
            line: NewLine(
                plan: plan, product: product, version: version, platform: platform, serial: serial, purchased: purchased,
                overrides: overrides))
    }
}
