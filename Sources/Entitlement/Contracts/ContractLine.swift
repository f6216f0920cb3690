package import Primitives

/// A product on a contract. Machines are tied to lines, many to many.
package struct ContractLine: Hashable, Sendable {
    package let id: ContractLineID
    package let contract: ContractID
    package let product: String
    package let version: String
    package let platform: String
    package let serial: String?
    package let purchased: CivilDate
    package let overrides: PurchaseOverrides

    package init(
        id: ContractLineID, contract: ContractID, product: String, version: String, platform: String, serial: String? = nil,
        purchased: CivilDate, overrides: PurchaseOverrides = .none
    ) {
        self.id = id
        self.contract = contract
        self.product = product
        self.version = version
        self.platform = platform
        self.serial = serial
        self.purchased = purchased
        self.overrides = overrides
    }
}
