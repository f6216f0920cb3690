import Messages
import Primitives
import SwiftProtobuf
import Transport

/// Customers, branches of the vendor, and the customers' sites.
extension TechnicianDesk {
    /// - Parameter branch: name or id; nil: the technician's own organisation.
    package func addCustomer(_ name: String, branch: String?, key: String) async throws -> CustomerOutput {
        let customer = try await call(
            .customerAdd,
            WireCustomerAddCall.with {
                $0.name = name
                $0.branch = branch ?? ""
                $0.key = key
            })
        return CustomerOutput(customer, organisations: try await organisationNames())
    }

    package func customers() async throws -> CustomersOutput {
        let customers = try await replies(.customerList, WireEmpty()).flatMap(\.customers)
        return CustomersOutput(customers, organisations: try await organisationNames())
    }

    /// Gives a customer to a branch: its technicians see the customer from then on.
    package func give(customer: String, to branch: String) async throws -> CustomerOutput {
        let given = try await call(
            .customerGive,
            WireCustomerGiveCall.with {
                $0.customer = customer
                $0.branch = branch
            })
        return CustomerOutput(given, organisations: try await organisationNames(), isNew: false)
    }

    private func organisationNames() async throws -> [String: String] {
        let all = try await call(.branchList, WireEmpty()).organisations
        return Dictionary(all.map { ($0.id, $0.name) }) { first, _ in first }
    }

    package func addBranch(_ name: String, key: String) async throws -> OrganisationOutput {
        OrganisationOutput(
            try await call(
                .branchAdd,
                WireBranchAddCall.with {
                    $0.key = key
                    $0.name = name
                }))
    }

    package func branches() async throws -> OrganisationsOutput {
        OrganisationsOutput(try await call(.branchList, WireEmpty()))
    }

    /// - Parameters:
    ///   - metres: of the route from head office; 0: not known.
    ///   - source: who says so, such as a map's name.
    package func addSite(
        customer: String, name: String, address: String, metres: Int64, source: String, key: String
    ) async throws -> SiteOutput {
        SiteOutput(
            try await call(
                .siteAdd,
                WireSiteAddCall.with {
                    $0.key = key
                    $0.customer = customer
                    $0.name = name
                    $0.address = address
                    $0.metres = metres
                    $0.source = source
                }))
    }

    package func sites(of customer: String) async throws -> SitesOutput {
        SitesOutput(try await call(.siteList, WireSiteListCall.with { $0.customer = customer }))
    }
}
