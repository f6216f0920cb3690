package import Logging
import NIOCore
import NIOPosix
import Primitives
import ServiceLifecycle
import Storage
import Transport

/// A running agent: dials the relay, answers people at the control socket, keeps the time of grants.
///
/// SIGTERM parks it: the sockets are closed in order, half-done files stay for the next attempt.
package struct AgentService: Service {
    private let home: AgentHome
    private let notify: String?
    private let collector: [String]?
    private let announce: @Sendable (String) -> Void
    private let logger: Logger

    /// - Parameters:
    ///   - notify: program that is run for each request; nil: as configured.
    ///   - collector: the program and words before a collector's name: one that hangs can be ended then.
    ///   - announce: is told once that the control socket listens.
    package init(
        _ home: AgentHome, notify: String?, collector: [String]? = nil, announce: @escaping @Sendable (String) -> Void,
        logger: Logger
    ) {
        self.home = home
        self.notify = notify
        self.collector = collector
        self.announce = announce
        self.logger = logger
    }

    /// - Throws: what `AgentCore.open` throws, `agent.busy`, `local.…`.
    package func run() async throws {
        // A wrong directory is named as such, not by its missing lock.
        _ = try AgentSettings.load(from: home)
        let lock = try StateLock(home)
        defer { withExtendedLifetime(lock) {} }
        ProcessAncestry.adoptOrphans()
        let core = try await AgentCore.open(home, notify: notify, collector: collector, logger: logger)
        let link = try relayLink(core)
        let door = try await ControlDoor.open(home: home, runner: core.runner, group: AgentLoops.group, logger: logger) {
            person in
            core.calls(for: person, isRunning: true)
        }
        announce(home.socketPath)
        await cancelWhenGracefulShutdown {
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await door.run() }
                group.addTask { await link.run() }
                group.addTask { await core.desk.leftovers.run() }
                group.addTask { await core.diagnoses.sweep() }
                group.addTask {
                    await core.updater.run()
                    await untilCancelled()
                }
                group.addTask {
                    await ArrivalReport(installer: core.updater.installer, link: core.link, logger: logger).run()
                    await untilCancelled()
                }
                group.addTask { await GrantTimer(desk: core.desk, logger: logger).run() }
                group.addTask { await Notifier(core: core, program: notify ?? core.settings.notify, logger: logger).run() }
                group.addTask { await untilCancelled() }
                // The first that returns does so because the agent is to stop.
                await group.next()
                group.cancelAll()
                await door.listener.close()
            }
        }
        try core.journal.database.close()
        logger.info("stopped")
    }

    private func relayLink(_ core: AgentCore) throws -> RelayLink {
        RelayLink(
            relay: try RelayAddress.parse(core.settings.relay, home: home),
            proxy: try core.settings.proxy.map { ProxySetting(endpoint: try RelayAddress.parse($0, home: home)) },
            identity: core.identity, desk: core.desk, questions: core.questions, trust: core.trust,
            calls: RelayCalls(
                desk: core.desk, installs: core.installs, commands: core.commands, diagnoses: core.diagnoses, trust: core.trust,
                roots: core.roots,
                logger: logger),
            renewal: CertificateRenewal(home: home, identity: core.identity, trust: core.trust, logger: logger),
            state: core.link, products: { await core.products() }, clock: core.clock, group: AgentLoops.group, logger: logger)
    }

    private func untilCancelled() async {
        while !Task.isCancelled { try? await Task.sleep(for: .seconds(3600)) }
    }
}

/// One event loop serves an agent: it has one connection to the relay, and digests and disk have threads of their own.
enum AgentLoops {
    static let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
}

/// A relay's address as people write it.
enum RelayAddress {
    /// Where people leave the port out.
    static let defaultPort = 7443

    static func parse(_ text: String, home: AgentHome) throws -> Endpoint {
        guard let endpoint = Endpoint(text, defaultPort: defaultPort) else {
            throw Failure(.agentSettings, ["path": home.settingsPath, "reason": "\(text) is no HOST:PORT"])
        }
        return endpoint
    }
}
