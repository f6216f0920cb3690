import AuditLog
import AuditStorage
import Cryptography
import Entitlement
import Messages
import Plans
import Primitives
import RelayStorage
import Sessions
import Storage
import SwiftProtobuf
import Transport

/// Customers, contracts and machines: what admins write, and what technicians look up.
struct AdministrationCalls: Sendable {
    let context: RelayContext

    /// How long an invited machine or technician may take.
    static let codeLife = Duration.seconds(72 * 3600)
    /// The longest plan file: plans are a few kilobytes.
    private static let planLimit = 48 * 1024

    func register(in router: inout CallRouter<Caller>) {
        router.answer(.customerAdd, to: Caller.isAdmin) { try await addCustomer($0.technician, $1) }
        router.answer(.contractAdd, to: Caller.isAdmin) { try await addContract($0.technician, $1) }
        router.answer(.machineInvite, to: Caller.isTechnician) { try await inviteMachine($0.technician, $1) }
        router.feed(.machineList, to: Caller.isTechnician) { caller, _, send in try await machines(caller.technician, send) }
        router.answer(.machineRevoke, to: Caller.isAdmin) { try await revokeMachine($0.technician, $1) }
        router.answer(.find, to: Caller.isTechnician) { try await find($0.technician, $1) }
    }

    private func addCustomer(_ technician: Caller.Technician, _ call: WireCustomerAddCall) async throws -> WireCustomer {
        let now = context.clock.now()
        return try await context.database.write { transaction in
            let customer = Customer(id: .random(), organisation: technician.organisation, name: call.name)
            try transaction.customers.add(customer, at: now)
            try log(.customerAdded, ["customer": customer.id.description], by: technician, transaction, now)
            return WireCustomer.with {
                $0.id = customer.id.description
                $0.name = customer.name
                $0.organisation = customer.organisation.description
            }
        }
    }

    private func addContract(_ technician: Caller.Technician, _ call: WireContractAddCall) async throws -> WireContract {
        guard call.planYaml.utf8.count <= Self.planLimit else { throw Failure(.callInvalid, ["field": "plan"]) }
        for (text, field) in [(call.product, "product"), (call.version, "version"), (call.platform, "platform")] {
            try Self.check(text, field)
        }
        let plan = try PlanFile.parse(call.planYaml, file: String(call.planName.prefix(200)))
        let purchased = try CivilDate(parsing: call.purchased)
        var overrides = PurchaseOverrides.none
        if call.months > 0 { overrides.months = Int(call.months) }
        overrides.quotas = try call.quotas.mapValues { try Quantity(units: Int64($0)) }
        overrides.without = call.without.map { ServiceKindName(rawValue: $0) }
        let now = context.clock.now()
        return try await context.database.write { [overrides] transaction in
            let customer = try Lookup(transaction: transaction, scope: technician.scope).customer(call.customer)
            let new = NewContract(
                customer: customer.id, plan: plan, product: call.product, version: call.version, platform: call.platform,
                purchased: purchased, overrides: overrides)
            let standing = try transaction.contracts.add(new, actor: technician.id.description, at: now)
            let ids = ["contract": standing.contract.id.description, "line": standing.line.id.description]
            try log(.contractAdded, ids, by: technician, transaction, now)
            return try view(standing, customer, transaction)
        }
    }

    /// Shown in every verdict, list and ledger of the line, in a reply that holds many.
    private static func check(_ text: String, _ field: String) throws {
        guard text.unicodeScalars.count <= SessionLimits.nameCharacters, !DisplayText.isSteering(text) else {
            throw Failure(.callInvalid, ["field": field])
        }
    }

    private func view(_ standing: LineStanding, _ customer: Customer, _ transaction: Transaction) throws -> WireContract {
        try WireContract.with {
            $0.id = standing.contract.id.description
            $0.number = "C-\(standing.contract.number)"
            $0.customer = customer.name
            $0.line = standing.line.id.description
            $0.product = standing.line.product
            if let term = standing.terms.first {
                $0.from = term.interval.start.gregorianText
                $0.until = term.interval.end.gregorianText
            }
            $0.balances = try transaction.ledger.report(of: standing.contract.id).map { WireLedgerBalance($0) }
        }
    }

    private func inviteMachine(_ technician: Caller.Technician, _ call: WireMachineInviteCall) async throws -> WireInviteReply {
        let now = context.clock.now()
        let code = EnrolmentCode.random(root: context.identity.rootKey)
        return try await context.database.write { transaction in
            let lookup = Lookup(transaction: transaction, scope: technician.scope)
            let customer = try lookup.customer(call.customer)
            let contract = try call.contract.isEmpty ? nil : lookup.contract(call.contract)
            guard contract == nil || contract?.customer == customer.id else {
                throw Failure(.findNothing, ["text": String(call.contract.prefix(100))])
            }
            let record = EnrolmentCodeRecord(
                id: .random(), secretHash: code.secretHash, subject: .machine(customer.id, contract: contract?.id),
                organisation: customer.organisation, created: now, expires: now + Self.codeLife)
            try transaction.enrolmentCodes.insert(record)
            try log(
                .machineInvited, ["customer": customer.id.description, "code": record.id.description], by: technician,
                transaction, now)
            return WireInviteReply.with {
                $0.code = code.text
                $0.expires = record.expires.milliseconds
                $0.id = record.id.description
            }
        }
    }

    private func machines(
        _ technician: Caller.Technician, _ send: @Sendable (WireMachineListReply) async throws -> Void
    ) async throws {
        let pages = try await context.database.read { transaction in
            try ReplyRoom.pages(of: transaction.machines.list(scope: technician.scope).map { try view($0, transaction) })
        }
        for page in pages { try await send(WireMachineListReply.with { $0.machines = page }) }
    }

    private func view(_ machine: MachineRecord, _ transaction: Transaction) throws -> WireMachine {
        let contracts = try transaction.contracts.installed(on: machine.id).map { line in
            "C-\(try transaction.standings.line(line).contract.number)"
        }
        let customer = try transaction.customers.require(machine.customer)
        return WireMachine.with {
            $0.id = machine.id.description
            $0.number = "M-\(machine.number)"
            $0.name = machine.name
            $0.customer = customer.name
            $0.state = machine.state.rawValue
            $0.online = context.presence.isOnline(machine.id)
            $0.lastSeen = machine.lastSeen?.milliseconds ?? 0
            $0.platform = machine.platform ?? ""
            $0.program = machine.program ?? ""
            $0.contracts = contracts
        }
    }

    /// The machine's key is worth nothing from now on, and its connection ends.
    private func revokeMachine(_ technician: Caller.Technician, _ call: WireMachineCall) async throws -> WireEmpty {
        let now = context.clock.now()
        let machine = try await context.database.write { transaction in
            let machine = try Lookup(transaction: transaction, scope: technician.scope).machine(call.machine)
            try transaction.machines.set(machine.id, state: .revoked)
            try log(.machineRevoked, ["machine": machine.id.description], by: technician, transaction, now)
            return machine
        }
        let failure = Failure(.machineInactive, ["machine": machine.name, "state": MachineRecord.State.revoked.rawValue])
        for connection in context.presence.connections(of: [machine.id.description]) { connection.close(failure) }
        return WireEmpty()
    }

    private func find(_ technician: Caller.Technician, _ call: WireFindCall) async throws -> WireFindReply {
        try await context.database.read { transaction in
            let hits = try transaction.search.find(call.text, scope: technician.scope)
            var room = ReplyRoom()
            return try WireFindReply.with { $0.found = try hits.map { WireFound($0) }.filter { try room.takes($0) } }
        }
    }

    private func log(
        _ kind: AuditKind, _ ids: [String: String], by technician: Caller.Technician, _ transaction: Transaction,
        _ now: Timestamp
    ) throws {
        let actor = ["technician": technician.id.description]
        try transaction.audit.append(kind, ids: actor.merging(ids) { own, _ in own }, payload: [], at: now)
        try transaction.seal(with: context, at: now)
    }
}

extension WireFound {
    init(_ hit: SearchHit) {
        self.init()
        switch hit.subject {
        case .customer(let customer): (type, id) = ("customer", customer.description)
        case .contract(let contract): (type, id) = ("contract", contract.description)
        case .machine(let machine): (type, id) = ("machine", machine.description)
        }
        label = hit.label
        detail = hit.detail
    }
}

extension AuditKind {
    static let customerAdded = AuditKind(rawValue: "customer.added")
    static let machineInvited = AuditKind(rawValue: "machine.invited")
    static let technicianInvited = AuditKind(rawValue: "technician.invited")
    static let certificateRenewed = AuditKind(rawValue: "certificate.renewed")
}
