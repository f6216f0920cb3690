import AuditLog
import Entitlement
import Messages
import Primitives
import RelayStorage
import Storage
import SwiftProtobuf
import Transport

/// Help requests from both sides: asked at the machine, taken and answered at the desk (requirements B3, B5.1).
struct HelpCalls: Sendable {
    let context: RelayContext

    func register(in router: inout CallRouter<Caller>) {
        router.answer(.helpAsk, to: Caller.isMachine) { try await ask($0.machine, $1) }
        router.feed(.helpOwn, to: Caller.isMachine) { caller, _, send in try await own(caller.machine, send) }
        router.feed(.helpList, to: Caller.isTechnician) { try await list($0.technician, $1, $2) }
        router.answer(.helpShow, to: Caller.isTechnician) { try await show($0.technician, $1) }
        router.answer(.helpTake, to: Caller.isTechnician) { try await take($0.technician, $1) }
        router.answer(.helpWait, to: Caller.isTechnician) { try await wait($0.technician, $1) }
        router.answer(.helpClose, to: Caller.isTechnician) { try await close($0.technician, $1) }
    }

    // MARK: - The customer's side

    private func ask(_ machine: MachineRecord, _ call: WireHelpAskCall) async throws -> WireHelpView {
        try await context.change(.helpAsk, call, key: .required(call.key), by: DeskChange.Author(machine)) { change in
            let line = try line(of: call.product, on: machine, change.transaction)
            let request = try change.transaction.helpRequests.ask(
                NewHelpRequest(
                    key: call.key, customer: machine.customer, machine: machine.id, line: line, product: call.product,
                    text: call.text, person: call.person),
                at: change.now)
            try change.log(
                .helpAsked, ["help": request.id.description, "customer": machine.customer.description])
            return try views(change).full(request)
        }
    }

    /// The one line that the product names; without a name the only one that there is.
    private func line(of product: String, on machine: MachineRecord, _ transaction: Transaction) throws -> ContractLineID? {
        let named = try transaction.helpRequests.lines(of: product, machine: machine.id, customer: machine.customer)
        return named.count == 1 ? named.first?.line.id : nil
    }

    private func own(
        _ machine: MachineRecord, _ send: @Sendable (WireHelpListReply) async throws -> Void
    ) async throws {
        let now = context.clock.now()
        let (pages, isCut) = try await context.database.read { transaction in
            let views = try views(transaction, .all, now)
            let found = try transaction.helpRequests.all(of: machine.customer)
            return (try ReplyRoom.pages(of: found.map { try views.full($0) }), found.count >= HelpLimits.listed)
        }
        try await Self.send(pages, isCut, send)
    }

    private static func send(
        _ pages: [[WireHelpView]], _ isCut: Bool, _ send: @Sendable (WireHelpListReply) async throws -> Void
    ) async throws {
        for (index, page) in pages.enumerated() {
            try await send(
                WireHelpListReply.with {
                    $0.requests = page
                    $0.cut = isCut && index == pages.count - 1
                })
        }
    }

    // MARK: - The desk's side

    /// Open ones the oldest first, else the newest first.
    private func list(
        _ technician: Caller.Technician, _ call: WireHelpListCall,
        _ send: @Sendable (WireHelpListReply) async throws -> Void
    ) async throws {
        let now = context.clock.now()
        let (pages, isCut) = try await context.database.read { transaction in
            let views = try views(transaction, technician.scope, now)
            let mine = call.mine ? technician.id : nil
            let requests = transaction.helpRequests
            let found =
                try call.openOnly
                ? requests.open(technician: mine, scope: technician.scope)
                : requests.all(technician: mine, scope: technician.scope)
            return (try ReplyRoom.pages(of: found.map { try views.summary($0) }), found.count >= HelpLimits.listed)
        }
        try await Self.send(pages, isCut, send)
    }

    private func show(_ technician: Caller.Technician, _ call: WireHelpCall) async throws -> WireHelpView {
        let now = context.clock.now()
        return try await context.database.read { transaction in
            let views = try views(transaction, technician.scope, now)
            return try views.full(views.lookup.helpRequest(call.request))
        }
    }

    private func take(_ technician: Caller.Technician, _ call: WireHelpCall) async throws -> WireHelpView {
        try await context.change(.helpTake, call, key: .none, by: DeskChange.Author(technician)) { change in
            try step(change, .helpTaken, call.request) { requests, id in
                try requests.take(id, by: technician.id, at: change.now)
            }
        }
    }

    private func wait(_ technician: Caller.Technician, _ call: WireHelpTextCall) async throws -> WireHelpView {
        try await context.change(.helpWait, call, key: .none, by: DeskChange.Author(technician)) { change in
            try step(change, .helpWaits, call.request) { requests, id in
                try requests.wait(id, for: call.text, by: technician.id, at: change.now)
            }
        }
    }

    private func close(_ technician: Caller.Technician, _ call: WireHelpTextCall) async throws -> WireHelpView {
        try await context.change(.helpClose, call, key: .none, by: DeskChange.Author(technician)) { change in
            try step(change, .helpClosed, call.request) { requests, id in
                try requests.close(id, answer: call.text, by: technician.id, at: change.now)
            }
        }
    }

    /// What changes nothing is not written into the log once more.
    private func step(
        _ change: DeskChange, _ kind: AuditKind, _ text: String, _ body: (HelpRequests, HelpRequestID) throws -> HelpRequest
    ) throws -> WireHelpView {
        let before = try change.lookup.helpRequest(text)
        let after = try body(change.transaction.helpRequests, before.id)
        if after != before { try change.log(kind, ["help": after.id.description]) }
        return try views(change).full(after)
    }

    private func views(_ change: DeskChange) throws -> HelpViews {
        HelpViews(lookup: change.lookup, setting: try change.setting(), now: change.now)
    }

    private func views(_ transaction: Transaction, _ scope: OrganisationScope, _ now: Timestamp) throws -> HelpViews {
        HelpViews(
            lookup: Lookup(transaction: transaction, scope: scope),
            setting: try transaction.entitlementSetting(in: context.zone), now: now)
    }
}

extension AuditKind {
    static let helpAsked = AuditKind(rawValue: "help.asked")
    static let helpTaken = AuditKind(rawValue: "help.taken")
    static let helpWaits = AuditKind(rawValue: "help.waits")
    static let helpReady = AuditKind(rawValue: "help.ready")
    static let helpClosed = AuditKind(rawValue: "help.closed")
}
