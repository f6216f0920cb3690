import AuditLog
import Entitlement
import Messages
import Primitives
import RelayStorage
import Storage
import SwiftProtobuf
import Transport

/// Machines, as technicians list, choose and tag them.
struct MachineCalls: Sendable {
    /// Machines of one `machine.tag`: with their ids a call stays within a frame.
    static let tagged = 100

    let context: RelayContext

    func register(in router: inout CallRouter<Caller>) {
        router.feed(.machineList, to: Caller.isTechnician) { try await list($0.technician, $1, $2) }
        router.answer(.machineTag, to: Caller.isTechnician) { try await tag($0.technician, $1) }
    }

    /// Throws `selection.malformed`.
    private func list(
        _ technician: Caller.Technician, _ call: WireMachineListCall,
        _ send: @Sendable (WireMachineListReply) async throws -> Void
    ) async throws {
        let selection = try SelectionParser.parse(call.where)
        let now = context.clock.now()
        let pages = try await context.database.read { transaction in
            let views = MachineViews(context: context, transaction: transaction)
            let chosen = try transaction.machines.list(scope: technician.scope).lazy.map { try views.view($0) }
                .filter { selection.terms.isEmpty || selection.chooses(views.facts($0), at: now) }
            return try ReplyRoom.pages(of: Array(chosen))
        }
        for page in pages { try await send(WireMachineListReply.with { $0.machines = page }) }
    }

    /// Throws `find` codes, `machine.tag`.
    private func tag(_ technician: Caller.Technician, _ call: WireMachineTagCall) async throws -> WireMachineListReply {
        try FieldChecks.require((1...Self.tagged).contains(call.machines.count), "machines")
        try FieldChecks.require(call.add.count + call.remove.count <= 2 * TransferLimits.tags, "add")
        return try await context.change(.machineTag, call, by: DeskChange.Author(technician)) { change in
            let views = MachineViews(context: context, transaction: change.transaction)
            var reply = WireMachineListReply()
            for name in call.machines {
                let machine = try change.lookup.machine(name)
                try change.transaction.machineTags.change(machine.id, add: call.add, remove: call.remove, at: change.now)
                try change.log(
                    .machineTagged,
                    [
                        "machine": machine.id.description, "add": call.add.joined(separator: " "),
                        "remove": call.remove.joined(separator: " "),
                    ])
                reply.machines.append(try views.view(machine))
            }
            return reply
        }
    }
}

/// One machine as people see it, and as it is chosen.
struct MachineViews {
    let context: RelayContext
    let transaction: Transaction

    func view(_ machine: MachineRecord) throws -> WireMachine {
        var view = WireMachine()
        view.id = machine.id.description
        view.number = "M-\(machine.number)"
        view.name = machine.name
        view.customer = try transaction.customers.require(machine.customer).name
        view.state = machine.state.rawValue
        view.online = context.presence.isOnline(machine.id)
        view.lastSeen = machine.lastSeen?.milliseconds ?? 0
        view.platform = machine.platform ?? ""
        view.program = machine.program ?? ""
        view.tags = try transaction.machineTags.tags(of: machine.id)
        let lines = try transaction.contracts.installed(on: machine.id).map { try transaction.standings.line($0) }
        view.contracts = lines.map { "C-\($0.contract.number)" }
        view.products = try products(of: machine, lines)
        return view
    }

    /// As the machine reports them; a product that it says nothing of, as it was bought.
    private func products(of machine: MachineRecord, _ lines: [LineStanding]) throws -> [WireInstalledProduct] {
        var products = try transaction.machineTags.products(of: machine.id)
        for line in lines.map(\.line) {
            let key = TextFolding.searchKey(line.product)
            if !products.contains(where: { TextFolding.searchKey($0.name) == key }) {
                products.append((line.product, line.version))
            }
        }
        return products.map { product in
            WireInstalledProduct.with {
                $0.name = product.name
                $0.version = product.version
            }
        }
    }

    func facts(_ view: WireMachine) -> SelectionFacts {
        SelectionFacts(
            number: view.number, name: view.name, customer: [view.customer], contracts: view.contracts,
            products: view.products.map { SelectionFacts.Product(name: $0.name, version: $0.version) },
            platform: view.platform, tags: view.tags, isOnline: view.online,
            lastSeen: view.lastSeen > 0 ? Timestamp(milliseconds: view.lastSeen) : nil)
    }
}

extension AuditKind {
    static let machineTagged = AuditKind(rawValue: "machine.tagged")
}
