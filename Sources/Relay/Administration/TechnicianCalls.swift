import Messages
import Primitives
import SwiftProtobuf
import Transport

/// The desk's work, called over the wire by admins.
struct TechnicianCalls: Sendable {
    let context: RelayContext
    let desk: TechnicianDesk

    func register(in router: inout CallRouter<Caller>) {
        router.answer(.technicianInvite, to: Caller.isVendorAdmin) { caller, call in
            try await desk.invite(
                name: call.name, isAdmin: call.admin, by: caller.technician.id.description, at: context.clock.now())
        }
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
}
