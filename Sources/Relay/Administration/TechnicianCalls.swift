import Cryptography
import Entitlement
import Messages
import Primitives
import SwiftProtobuf
import Transport

/// The desk's work, called over the wire by admins.
struct TechnicianCalls: Sendable {
    let context: RelayContext
    let desk: TechnicianDesk

    func register(in router: inout CallRouter<Caller>) {
        router.answer(.technicianInvite, to: Caller.isVendorAdmin) { try await invite($0.technician, $1) }
        router.feed(.technicianList, to: Caller.isTechnician) { caller, _, send in
            for page in try ReplyRoom.pages(of: await desk.list(caller.technician.scope, at: context.clock.now())) {
                try await send(WireTechnicianListReply.with { $0.technicians = page })
            }
        }
        router.answer(.technicianApprove, to: Caller.isVendorAdmin) { caller, call in
            let technician = try caller.technician
            return try await desk.approve(
                call.id, certificate: Array(call.certificate), scope: technician.scope, by: technician.id.description,
                at: context.clock.now())
        }
    }

    /// For the vendor, or a branch of it. The code is no part of the stored answer.
    private func invite(_ technician: Caller.Technician, _ call: WireTechnicianInviteCall) async throws -> WireInviteReply {
        let author = DeskChange.Author(technician)
        let code = try context.invitation(.technicianInvite, call, key: call.key, by: author)
        var reply = try await context.change(.technicianInvite, call, key: .optional(call.key), by: author) { change in
            let organisation =
                try call.organisation.isEmpty ? technician.organisation : change.lookup.organisation(call.organisation).id
            let invitation = try TechnicianInvitation(name: call.name, isAdmin: call.admin, organisation: organisation)
            let reply = try invitation.write(code, in: change.transaction, at: change.now)
            try change.log(
                .technicianInvited,
                ["invited": reply.id, "admin": String(call.admin), "organisation": organisation.description])
            return reply
        }
        reply.code = code.text
        return reply
    }
}
