import AuditLog
import Entitlement
import Messages
import Primitives
import RelayStorage
import Storage
import Transport

/// The places where customers are, and how far they are (requirement A7).
struct SiteCalls: Sendable {
    let context: RelayContext

    func register(in router: inout CallRouter<Caller>) {
        router.answer(.siteAdd, to: Caller.isTechnician) { try await add($0.technician, $1) }
        router.answer(.siteList, to: Caller.isTechnician) { try await list($0.technician, $1) }
    }

    private func add(_ technician: Caller.Technician, _ call: WireSiteAddCall) async throws -> WireSite {
        try FieldChecks.require((0...DeskLimits.metres).contains(call.metres), "metres")
        try FieldChecks.require((call.metres == 0) == call.source.isEmpty, "source")
        return try await context.change(.siteAdd, call, key: .required(call.key), by: DeskChange.Author(technician)) { change in
            let customer = try change.lookup.customer(call.customer)
            let distance = call.metres == 0 ? nil : SiteDistance(metres: call.metres, source: call.source)
            let site = try change.transaction.sites.add(
                to: customer.id, name: call.name, address: call.address, distance: distance, at: change.now)
            try change.log(.siteAdded, ["customer": customer.id.description, "site": site.id.description])
            return WireSite(site, of: customer)
        }
    }

    private func list(_ technician: Caller.Technician, _ call: WireSiteListCall) async throws -> WireSiteListReply {
        try await context.database.read { transaction in
            let customer = try Lookup(transaction: transaction, scope: technician.scope).customer(call.customer)
            var room = ReplyRoom()
            var reply = WireSiteListReply()
            for site in try transaction.sites.all(of: customer.id) {
                let view = WireSite(site, of: customer)
                if try room.takes(view) { reply.sites.append(view) } else { reply.cut = true }
            }
            return reply
        }
    }
}

extension WireSite {
    init(_ site: Site, of owner: Customer) {
        self.init()
        id = site.id.description
        name = site.name
        address = site.address
        metres = site.distance?.metres ?? 0
        source = site.distance?.source ?? ""
        customer = owner.name
    }
}

extension AuditKind {
    static let siteAdded = AuditKind(rawValue: "site.added")
}
