import AgentStorage
import Cryptography
package import Logging
import Primitives
import Sessions
import SignedObjects
import Storage

/// The parts of one agent, put together from its state directory.
package struct AgentCore: Sendable {
    package let home: AgentHome
    package let settings: AgentSettings
    package let roots: AgentRoots
    package let identity: IdentityBox
    package let journal: AgentJournal
    package let trust: TrustKeeper
    package let desk: SessionDesk
    package let questions: QuestionKeeper
    package let link: LinkState
    let installer: InstallerDoor
    let book: ReleaseBook
    let installs: InstallDesk
    let commands: CommandDesk
    let runner: RunnerDoor
    let diagnoses: DiagnosisDesk
    let clock: any MachineClock
    let logger: Logger

    /// Opens the state directory; the caller holds its lock.
    ///
    /// - Parameter collector: the program and words before a collector's name; nil: in this process.
    /// - Throws: `agent.not-enrolled`, `agent.settings`; codes of keys, certificates, storage and envelopes.
    package static func open(
        _ home: AgentHome, notify: String? = nil, collector: [String]? = nil, clock: any MachineClock = SystemMachineClock(),
        logger: Logger
    ) async throws -> AgentCore {
        let settings = try AgentSettings.load(from: home)
        let key = try PrivateKey.load(path: home.keyPath)
        let certificate = try Certificate.load(path: home.certificatePath)
        let identity = IdentityBox(SigningIdentity(key: key, vendor: settings.vendor, certificate: certificate))
        let database = try Database.open(path: home.databasePath, schema: AgentSchema.current, limits: AgentSchema.limits)
        let owner = try await database.read { try $0.agentIdentity() }
        let name = PeerName(vendor: settings.vendor, role: .machine, id: settings.machine.description)
        guard owner?.vendor == settings.vendor, owner?.machine == settings.machine, identity.current.name == name,
            certificate.publicKey == key.publicKey
        else { throw Failure(.agentSettings, ["path": home.settingsPath, "reason": "it is of another enrolment"]) }
        let journal = AgentJournal(database: database, identity: identity)
        let trust = try TrustKeeper(journal: journal, clock: clock)
        let roots = try AgentRoots(settings: settings, home: home, notify: notify)
        let desk = SessionDesk(
            machine: settings.machine, roots: roots, trust: trust, journal: journal, clock: clock, logger: logger)
        try await desk.restore()
        let (link, spool) = (LinkState(), UpdateSpool(home))
        let (installer, book) = (InstallerDoor(socket: settings.installer), ReleaseBook(spool))
        let collecting = DiagnosisCollecting(
            home: home, settings: settings, installer: installer, link: link, trust: trust, clock: clock,
            declarations: DeclarationSource(book: book, spool: spool, link: link, logger: logger), collector: collector)
        let commandDoor = RunnerDoor(socket: settings.runner)
        let scripts = ScriptSource(book: book, spool: spool, link: link)
        let commandWork = CommandWork(desk: desk, door: commandDoor, scripts: scripts, logger: logger)
        let runner = InstallRunner(
            desk: desk, book: book, spool: spool, installer: installer, link: link, logger: logger)
        return AgentCore(
            home: home, settings: settings, roots: roots, identity: identity, journal: journal, trust: trust, desk: desk,
            questions: QuestionKeeper(journal: journal, clock: clock, changes: desk.changes), link: link, installer: installer,
            book: book, installs: InstallDesk(desk: desk, runner: runner, logger: logger),
            commands: CommandDesk(desk: desk, work: commandWork, logger: logger), runner: commandDoor,
            diagnoses: DiagnosisDesk(desk: desk, collecting: collecting, logger: logger), clock: clock, logger: logger)
    }

    /// What begins updates by itself.
    var updater: Updater {
        Updater(
            sessions: UpdateSessions(desk: desk, link: link), installs: installs, book: book, installer: installer,
            spool: UpdateSpool(home), logger: logger)
    }

    /// What is installed here: what the settings say, and what the installer does.
    func products() async -> [String: String] {
        let installed = (try? await installer.versions()) ?? [:]
        return (settings.products ?? [:]).merging(installed) { $1 }
    }

    /// What a person at the machine may ask.
    func calls(for person: ConfiguredPerson, isRunning: Bool) -> LocalCalls {
        LocalCalls(
            home: home, settings: settings, desk: desk, questions: questions, trust: trust, identity: identity, link: link,
            installer: installer, collecting: diagnoses.collecting, person: person, isRunning: isRunning)
    }
}
