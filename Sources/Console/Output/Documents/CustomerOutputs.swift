import Documents
package import Messages
import Primitives
import Sentences
import Sessions

/// `customer add`, `customer give`, and a row of `customer list`.
package struct CustomerOutput: Report {
    let id: String
    let name: String
    let organisation: String
    /// Absent where the relay does not show it to this technician.
    let organisationName: String?
    private let isNew: Bool

    /// - Parameter organisations: the names by their ids.
    package init(_ customer: WireCustomer, organisations: [String: String] = [:], isNew: Bool = true) {
        id = customer.id
        name = DisplayText.stripped(customer.name)
        organisation = customer.organisation
        organisationName = organisations[customer.organisation].map { DisplayText.stripped($0) }
        self.isNew = isNew
    }

    private enum CodingKeys: String, CodingKey { case id, name, organisation, organisationName }

    package func write(to page: inout Page) {
        page.line(page.language.word(isNew ? .added : .given), .good)
        page.field(.customer, name, .strong)
        page.field(.organisation, organisationName ?? organisation)
        page.field(.id, id)
    }
}

/// `customer list`.
package struct CustomersOutput: Report {
    let customers: [CustomerOutput]

    package init(_ customers: [WireCustomer], organisations: [String: String] = [:]) {
        self.customers = customers.map { CustomerOutput($0, organisations: organisations) }
    }

    package func write(to page: inout Page) {
        var table = Table([.customer, .organisation, .id].map { Table.Column(page.language.word($0)) })
        for customer in customers { table.add([customer.name, customer.organisationName ?? customer.organisation, customer.id]) }
        page.table(table, ifEmpty: .noCustomers)
    }
}

/// `branch add`, and a row of `branch list`.
package struct OrganisationOutput: Report {
    let id: String
    /// `vendor`, `branch`.
    let kind: String
    let name: String
    let customers: UInt32

    package init(_ organisation: WireOrganisation) {
        id = organisation.id
        kind = organisation.kind
        name = DisplayText.stripped(organisation.name)
        customers = organisation.customers
    }

    package func write(to page: inout Page) {
        page.line(page.language.word(.added), .good)
        page.field(.branch, name, .strong)
        page.field(.id, id)
    }
}

/// `branch list`: the vendor itself and its branches.
package struct OrganisationsOutput: Report {
    let organisations: [OrganisationOutput]
    let cut: Bool

    package init(_ reply: WireBranchListReply) {
        organisations = reply.organisations.map(OrganisationOutput.init)
        cut = reply.cut
    }

    package func write(to page: inout Page) {
        let language = page.language
        var table = Table([
            Table.Column(language.word(.name)), Table.Column(language.word(.type)),
            Table.Column(language.word(.customers), isNumber: true), Table.Column(language.word(.id)),
        ])
        for one in organisations {
            table.add([one.name, language.state(one.kind), language.number(one.customers), one.id])
        }
        page.table(table, ifEmpty: .noBranches)
        page.cut(cut)
    }
}

/// `site add`, and a row of `site list`.
package struct SiteOutput: Report {
    let id: String
    let name: String
    let address: String
    /// Of the route from head office; absent where nobody knows it.
    let metres: Int64?
    let source: String
    let customer: String

    package init(_ site: WireSite) {
        id = site.id
        name = DisplayText.stripped(site.name)
        address = DisplayText.stripped(site.address)
        metres = site.metres > 0 ? site.metres : nil
        source = DisplayText.stripped(site.source)
        customer = DisplayText.stripped(site.customer)
    }

    package func write(to page: inout Page) {
        page.line(page.language.word(.added), .good)
        page.field(.site, name, .strong)
        page.field(.customer, customer)
        page.field(.address, address)
        page.composed(.distance, page.language.distance(metres: metres))
        page.field(.distanceSource, source)
        page.field(.id, id)
    }
}

/// `site list`.
package struct SitesOutput: Report {
    let sites: [SiteOutput]
    let cut: Bool

    package init(_ reply: WireSiteListReply) {
        sites = reply.sites.map(SiteOutput.init)
        cut = reply.cut
    }

    package func write(to page: inout Page) {
        let language = page.language
        var table = Table([
            Table.Column(language.word(.site)), Table.Column(language.word(.distance), isNumber: true),
            Table.Column(language.word(.distanceSource)), Table.Column(language.word(.address)),
        ])
        for site in sites { table.add([site.name, language.distance(metres: site.metres), site.source, site.address]) }
        page.table(table, ifEmpty: .noSites)
        page.cut(cut)
    }
}
