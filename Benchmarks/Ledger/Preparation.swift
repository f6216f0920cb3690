import Entitlement
import Foundation
import Plans
import Primitives
import RelayStorage
import Storage

/// A relay's database with contracts of an example plan, each with more units than a run uses.
enum Preparation {
    static let kind = ServiceKindName(rawValue: "remote-install")
    /// Noon of 1404-08-01, within the terms.
    static let noon = Timestamp(milliseconds: 1_761_208_200_000)

    static func make(_ path: String, contracts: Int, plan file: String) throws {
        let plan = try PlanFile.parse(String(contentsOfFile: file, encoding: .utf8), file: file)
        let database = try Database.create(path: path, schema: RelaySchema.current)
        let organisation = OrganisationID.random()
        let customer = Customer(id: .random(), organisation: organisation, name: "Bench")
        try database.write { transaction in
            try transaction.customers.add(Organisation(id: organisation, kind: .vendor, name: "Bench"), at: noon)
            try transaction.customers.add(customer, at: noon)
            for _ in 0..<contracts {
                let new = NewContract(
                    customer: customer.id, plan: plan, product: "Bench", version: "1", platform: "linux-x86_64",
                    purchased: try CivilDate(parsing: "1404-05-14"),
                    overrides: PurchaseOverrides(quotas: ["remote-install": try Quantity(units: 1_000_000)]))
                _ = try transaction.contracts.add(new, actor: "relay", at: noon)
            }
        }
        try database.close()
    }
}
