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

    package func machines() async throws -> MachinesOutput {
        MachinesOutput(try await replies(.machineList, WireEmpty()).flatMap(\.machines))
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
