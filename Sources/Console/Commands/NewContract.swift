import FileTransfer
import Foundation
import Messages
import Primitives
import SwiftProtobuf
import Transport

/// A purchase, as `contract add` takes it.
package struct NewContract: Sendable {
    package var customer: String
    package var planPath: String
    package var product: String
    package var version: String
    package var platform: String
    /// A civil date as typed; the relay reads it, Jalali years too.
    package var purchased: String
    /// nil: as the plan says.
    package var months: UInt32?
    package var quotas: [String: UInt32]
    package var without: [String]

    package init(
        customer: String, planPath: String, product: String, version: String, platform: String, purchased: String,
        months: UInt32?,
        quotas: [String: UInt32], without: [String]
    ) {
        self.customer = customer
        self.planPath = planPath
        self.product = product
        self.version = version
        self.platform = platform
        self.purchased = purchased
        self.months = months
        self.quotas = quotas
        self.without = without
    }

    /// With the plan's text.
    ///
    /// - Throws: `file.absent`; `console.argument` for a file that is no UTF-8 text.
    func message() throws -> WireContractAddCall {
        guard let data = FileManager.default.contents(atPath: planPath) else {
            throw Failure(.fileAbsent, ["path": planPath])
        }
        guard let plan = String(data: data, encoding: .utf8) else {
            throw Failure(.consoleArgument, ["option": "--plan", "value": planPath, "reason": "UTF-8"])
        }
        return WireContractAddCall.with {
            $0.customer = customer
            $0.planName = (planPath as NSString).lastPathComponent
            $0.planYaml = plan
            $0.product = product
            $0.version = version
            $0.platform = platform
            $0.purchased = purchased
            $0.months = months ?? 0
            $0.quotas = quotas
            $0.without = without
        }
    }
}

extension TechnicianDesk {
    package func add(_ contract: NewContract) async throws -> ContractOutput {
        ContractOutput(try await call(.contractAdd, contract.message()))
    }
}
