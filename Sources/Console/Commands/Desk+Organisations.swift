import Messages
import Primitives
import SwiftProtobuf
import Transport

/// Customers, branches of the vendor, and the customers' sites.
extension TechnicianDesk {
    /// - Parameter branch: name or id; nil: the technician's own organisation.
    package func addCustomer(_ name: String, branch: String?, key: String) async throws -> CustomerOutput {
        CustomerOutput(
            try await call(
                .customerAdd,
                WireCustomerAddCall.with {
                    $0.name = name
                    $0.branch = branch ?? ""
                    $0.key = key
                }))
    }

    package func customers() async throws -> CustomersOutput {
        CustomersOutput(try await replies(.customerList, WireEmpty()).flatMap(\.customers))
    }

    /// Gives a customer to a branch: its technicians see the customer from then on.
    package func give(customer: String, to branch: String) async throws -> CustomerOutput {
        CustomerOutput(
            try await call(
                .customerGive,
                WireCustomerGiveCall.with {
                    $0.customer = customer
                    $0.branch = branch
                }), isNew: false)
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
        OrganisationsOutput(try await call(.branchList, WireEmpty()).organisations)
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
        SitesOutput(try await call(.siteList, WireSiteListCall.with { $0.customer = customer }).sites)
    }
}
