import Messages
import Primitives
import SwiftProtobuf
import Transport

/// Machines, and what may be done on them.
extension TechnicianDesk {
    package func inviteMachine(customer: String, contract: String?, key: String) async throws -> InviteOutput {
        InviteOutput(
            try await call(
                .machineInvite,
                WireMachineInviteCall.with {
                    $0.customer = customer
                    $0.contract = contract ?? ""
                    $0.key = key
                }))
    }

    /// - Parameter words: that choose machines; empty: all.
    /// - Throws: `selection.malformed`.
    package func machines(where words: String = "") async throws -> MachinesOutput {
        MachinesOutput(try await chosen(words))
    }

    func chosen(_ words: String) async throws -> [WireMachine] {
        try await replies(.machineList, WireMachineListCall.with { $0.where = words }).flatMap(\.machines)
    }

    package func tag(_ machines: [String], add: [String], remove: [String]) async throws -> MachinesOutput {
        let reply = try await call(
            .machineTag,
            WireMachineTagCall.with {
                $0.machines = machines
                $0.add = add
                $0.remove = remove
            })
        return MachinesOutput(reply.machines)
    }

    package func revokeMachine(_ machine: String) async throws -> RevokedOutput {
        _ = try await call(.machineRevoke, WireMachineCall.with { $0.machine = machine })
        return RevokedOutput(id: machine)
    }

    package func find(_ text: String) async throws -> FoundOutput {
        FoundOutput(try await call(.find, WireFindCall.with { $0.text = text }))
    }

    package func services(_ machine: String) async throws -> ServicesOutput {
        ServicesOutput(try await call(.entitlementServices, WireMachineCall.with { $0.machine = machine }))
    }

    package func ledger(_ contract: String) async throws -> LedgerOutput {
        LedgerOutput(try await call(.ledgerShow, WireLedgerCall.with { $0.contract = contract }))
    }
}
