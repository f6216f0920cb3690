import AuditLog
import Entitlement
import Messages
import Primitives
import RelayStorage
import Storage
import SwiftProtobuf
import Transport

/// The vendor's branches, and who has which customer.
struct OrganisationCalls: Sendable {
    let context: RelayContext

    func register(in router: inout CallRouter<Caller>) {
        router.answer(.branchAdd, to: Caller.isVendorAdmin) { try await addBranch($0.technician, $1) }
        router.answer(.branchList, to: Caller.isTechnician) { caller, _ in try await branches(caller.technician) }
        router.answer(.customerAdd, to: Caller.isAdmin) { try await addCustomer($0.technician, $1) }
        router.answer(.customerGive, to: Caller.isVendorAdmin) { try await give($0.technician, $1) }
        router.feed(.customerList, to: Caller.isTechnician) { caller, _, send in try await customers(caller.technician, send) }
    }

    private func addBranch(_ technician: Caller.Technician, _ call: WireBranchAddCall) async throws -> WireOrganisation {
        try await context.change(
            .branchAdd, call, key: .required(call.key), by: DeskChange.Author(technician)
        ) { change in
            let branch = try change.transaction.organisations.addBranch(named: call.name, at: change.now)
            try change.log(.branchAdded, ["organisation": branch.id.description])
            return WireOrganisation(branch, customers: 0)
        }
    }

    /// The vendor's people see all of them, a branch's its own.
    private func branches(_ technician: Caller.Technician) async throws -> WireBranchListReply {
        try await context.database.read { transaction in
            var room = ReplyRoom()
            var reply = WireBranchListReply()
            for organisation in try transaction.organisations.all() where technician.scope.contains(organisation.id) {
                let count = try transaction.organisations.customerCount(of: organisation.id)
                let view = WireOrganisation(organisation, customers: count)
                if try room.takes(view) { reply.organisations.append(view) } else { reply.cut = true }
            }
            return reply
        }
    }

    private func addCustomer(_ technician: Caller.Technician, _ call: WireCustomerAddCall) async throws -> WireCustomer {
        try await context.change(
            .customerAdd, call, key: .optional(call.key), by: DeskChange.Author(technician)
        ) { change in
            let owner = try call.branch.isEmpty ? technician.organisation : change.lookup.organisation(call.branch).id
            let customer = Customer(id: .random(), organisation: owner, name: call.name)
            try change.transaction.customers.add(customer, at: change.now)
            try change.log(
                .customerAdded, ["customer": customer.id.description, "organisation": owner.description])
            return WireCustomer(customer)
        }
    }

    private func give(_ technician: Caller.Technician, _ call: WireCustomerGiveCall) async throws -> WireCustomer {
        try await context.change(.customerGive, call, key: .none, by: DeskChange.Author(technician)) { change in
            let before = try change.lookup.customer(call.customer)
            let branch = try change.lookup.organisation(call.branch)
            let customer = try change.transaction.customers.give(
                before.id, to: branch.id, actor: change.author.id, at: change.now)
            if customer != before {
                try change.log(
                    .customerGiven,
                    [
                        "customer": customer.id.description, "from": before.organisation.description,
                        "organisation": branch.id.description,
                    ])
            }
            return WireCustomer(customer)
        }
    }

    private func customers(
        _ technician: Caller.Technician, _ send: @Sendable (WireCustomerListReply) async throws -> Void
    ) async throws {
        let pages = try await context.database.read { transaction in
            try ReplyRoom.pages(of: transaction.customers.all(scope: technician.scope).map { WireCustomer($0) })
        }
        for page in pages { try await send(WireCustomerListReply.with { $0.customers = page }) }
    }
}

extension WireOrganisation {
    init(_ organisation: Organisation, customers count: Int) {
        self.init()
        id = organisation.id.description
        kind = organisation.kind.rawValue
        name = organisation.name
        customers = UInt32(clamping: count)
    }
}

extension WireCustomer {
    init(_ customer: Customer) {
        self.init()
        id = customer.id.description
        name = customer.name
        organisation = customer.organisation.description
    }
}

extension AuditKind {
    static let branchAdded = AuditKind(rawValue: "branch.added")
    static let customerAdded = AuditKind(rawValue: "customer.added")
    static let customerGiven = AuditKind(rawValue: "customer.given")
}
