import ChildProcesses
import Foundation
import Logging
import Messages
import Primitives
import Sessions

/// Tells people of requests by the program that the machine's owner chose.
struct Notifier: Sendable {
    let core: AgentCore
    /// nil: nobody is told.
    let program: String?
    let logger: Logger

    func run() async {
        let hook = program.map { NotificationProgram(name: $0, logger: logger) }
        await withDiscardingTaskGroup { group in
            // So many requests may come at once that their notifications take turns; none is left out.
            for _ in 0..<NotificationProgram.limit { group.addTask { await tell(by: hook) } }
        }
    }

    /// Takes one request after the other, until the task is cancelled.
    private func tell(by hook: NotificationProgram?) async {
        while !Task.isCancelled {
            let version = core.desk.changes.version
            guard let session = core.desk.prompts.takeFirst() else {
                // Children that others left behind are this process's (`ProcessAncestry.adoptOrphans`).
                LiveChildren.reapOrphans()
                await core.desk.changes.wait(after: version)
                continue
            }
            // What was answered while it waited for its turn needs nobody any more.
            guard let hook, await core.desk.phase(of: session)?.takesConsent == true,
                let shown = try? await core.desk.view(session.description)
            else { continue }
            await hook.run(argument: shown.number, environment: Self.environment(shown, home: core.home))
        }
    }

    /// What a notification may say; text of the technician without steering characters.
    private static func environment(_ session: WireLocalSession, home: AgentHome) -> [String: String] {
        var environment = ProcessInfo.processInfo.environment.filter { ["PATH", "LANG", "LC_ALL", "TZ"].contains($0.key) }
        environment["HAMYAR_SESSION"] = session.number
        environment["HAMYAR_STATE"] = session.state
        environment["HAMYAR_VENDOR"] = DisplayText.stripped(session.vendorName)
        environment["HAMYAR_TECHNICIAN"] = DisplayText.stripped(session.technicianName)
        environment["HAMYAR_REASON"] = DisplayText.stripped(session.request.reason)
        environment["HAMYAR_SCOPE"] = session.request.scope.map { DisplayText.stripped($0, limit: SessionLimits.pathBytes) }
            .joined(separator: " ")
        environment["HAMYAR_COST_RIALS"] = String(session.verdict.price)
        environment["HAMYAR_CHECK_WORDS"] = session.checkWords
        environment["HAMYAR_EXPIRES_MS"] = String(session.expires)
        return environment
    }
}
