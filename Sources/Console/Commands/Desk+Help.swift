import Messages
import Primitives
import SwiftProtobuf
import Transport

/// What customers asked for from their machines.
extension TechnicianDesk {
    package func helpRequests(openOnly: Bool, mine: Bool) async throws -> HelpRequestsOutput {
        let call = WireHelpListCall.with {
            $0.openOnly = openOnly
            $0.mine = mine
        }
        return HelpRequestsOutput(try await replies(.helpList, call).flatMap(\.requests))
    }

    /// - Parameter directory: where attachments are saved; nil: they are only listed.
    package func helpRequest(_ number: String, saveTo directory: String?, bar: ProgressBar) async throws -> HelpOutput {
        let help = try await call(.helpShow, WireHelpCall.with { $0.request = number })
        guard let directory else { return HelpOutput(help) }
        let saved = try await AttachmentFetcher(directory: directory, bar: bar).save(help.attachments, from: self)
        return HelpOutput(help, saved: saved)
    }

    package func take(_ number: String) async throws -> HelpOutput {
        HelpOutput(try await call(.helpTake, WireHelpCall.with { $0.request = number }))
    }

    /// The customer prepares something; the clock of the plan's target stands still until they are ready (requirement B4).
    package func wait(_ number: String, for text: String) async throws -> HelpOutput {
        HelpOutput(try await call(.helpWait, Self.message(number, text)))
    }

    package func answer(_ number: String, _ text: String) async throws -> HelpOutput {
        HelpOutput(try await call(.helpClose, Self.message(number, text)))
    }

    private static func message(_ number: String, _ text: String) -> WireHelpTextCall {
        WireHelpTextCall.with {
            $0.request = number
            $0.text = text
        }
    }
}
