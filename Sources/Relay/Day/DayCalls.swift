import Entitlement
import Messages
import Primitives
import RelayStorage
import Storage
import SwiftProtobuf
import Transport

/// The technician's day, and what falls due (requirements A11, A23; issue 3).
struct DayCalls: Sendable {
    let context: RelayContext

    func register(in router: inout CallRouter<Caller>) {
        router.answer(.dayShow, to: Caller.isTechnician) { caller, _ in try await day(caller.technician) }
        router.feed(.dueList, to: Caller.isTechnician) { try await due($0.technician, $1, $2) }
    }

    private func day(_ technician: Caller.Technician) async throws -> WireDayReply {
        let now = context.clock.now()
        return try await context.database.read { transaction in
            let setting = try transaction.entitlementSetting(in: context.zone)
            let day = try transaction.workDay(of: technician.id, scope: technician.scope, in: setting, at: now)
            let lookup = Lookup(transaction: transaction, scope: technician.scope)
            return try DayViews(context: context, lookup: lookup, setting: setting, now: now).reply(day, technician.id)
        }
    }

    private func due(
        _ technician: Caller.Technician, _ call: WireDueCall, _ send: @Sendable (WireDueReply) async throws -> Void
    ) async throws {
        let days = call.withinDays == 0 ? DeskLimits.dueDays : Int(call.withinDays)
        try FieldChecks.require(days <= CommerceLimits.dueDays, "within_days")
        let now = context.clock.now()
        let pages = try await context.database.read { transaction in
            let services = try transaction.dueServices(
                within: days, scope: technician.scope, in: context.zone, at: now)
            return try ReplyRoom.pages(of: services.map { WireDueItem($0) })
        }
        for page in pages { try await send(WireDueReply.with { $0.items = page }) }
    }
}

extension WireDueItem {
    init(_ service: DueService) {
        self.init()
        kind = service.kind.rawValue
        persian = service.title.persian
        english = service.title.english
        contract = "C-\(service.contract.number)"
        customer = service.customer
        product = service.product
        date = service.date.gregorianText
        last = service.last?.gregorianText ?? ""
        overdue = service.isOverdue
        line = service.line.description
    }
}
