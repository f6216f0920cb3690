import AgentStorage
import Logging
import Primitives
import Sessions
import Updates

/// Automatic updates: looks what the vendor released, and begins a session for what a standing policy allows now. Nothing is fetched
/// before the session's grant is activated (requirements A15, B6, B7).
struct Updater: Sendable {
    /// Between two looks at what is released.
    static let interval: Duration = .seconds(3600)
    /// Between two looks at whether it is time.
    static let tick: Duration = .seconds(30)
    /// Sessions under which nothing was done and which are over give back what they hold.
    static let unperformed = "operation.not-performed"

    let sessions: UpdateSessions
    let installs: InstallDesk
    let book: ReleaseBook
    let installer: InstallerDoor
    let spool: UpdateSpool
    let logger: Logger

    private var desk: SessionDesk { sessions.desk }
    var link: LinkState { sessions.link }

    /// Runs until the task is cancelled.
    func run() async {
        do {
            try await installs.recover()
        } catch {
            logger.error("installs cannot be taken up again", metadata: ["failure": "\(error)"])
        }
        guard installer.socket != nil else { return }
        await withDiscardingTaskGroup { group in
            let busy = BusyProducts()
            var next = ContinuousClock.now
            var seen: Set<PolicyID> = []
            while !Task.isCancelled {
                let version = desk.changes.version
                let policies = Set(((try? await desk.policies()) ?? []).filter { $0.revocation == nil }.map(\.id))
                if link.value.connectedSince != nil, ContinuousClock.now >= next || policies != seen {
                    next = ContinuousClock.now + Self.interval
                    seen = policies
                    for product in await products() {
                        group.addTask {
                            // Also while an update waits for people: it may be the one that was withdrawn.
                            await dropWithdrawn(product)
                            guard busy.begin(product) else { return }
                            await update(product)
                            busy.end(product)
                        }
                    }
                }
                await desk.changes.wait(after: version, atMost: Self.tick)
                try? await Task.sleep(for: .milliseconds(250))
            }
            group.cancelAll()
        }
    }

    private func products() async -> [String] {
        do {
            return try await installer.versions().keys.sorted()
        } catch {
            logger.info("the installer cannot be asked", metadata: ["failure": "\(error)"])
            return []
        }
    }

    private func update(_ product: String) async {
        do {
            try await giveBack(product)
            try await updateOnce(product)
        } catch {
            logger.info("no update", metadata: ["product": "\(product)", "failure": "\(error)"])
        }
    }

    /// Sessions of the past whose operation was signed and never begun.
    private func giveBack(_ product: String) async throws {
        let pending = Set(try await desk.pendingInstalls().map(\.session))
        for left in try await sessions.unfinished() where left.update.product == product && !pending.contains(left.session) {
            guard case .ended = try await desk.updatePhase(left.session) else { continue }
            try await left.finish(.notPerformed, code: Self.unperformed)
        }
    }

    /// Installs the newest release that is allowed now, or a fix of what is there.
    ///
    /// - Returns: whether there was one that may be asked for.
    @discardableResult
    func updateOnce(_ product: String) async throws -> Bool {
        let connection = try link.connection
        guard let policy = try await sessions.policy(for: product) else { return false }
        let state = try await installer.state(of: product)
        guard state.install == nil, let installed = state.committed.flatMap({ ReleaseVersion($0) }) else { return false }
        let offers = try await book.offers(of: product, over: connection)
        guard let offer = Self.wanted(in: offers, product, installed: installed) else { return false }
        let candidate = offer.description.version
        guard try await desk.mayAsk(for: candidate, of: product, by: policy) else { return false }
        let version = candidate.description
        guard !state.failed.contains(where: { $0.version == version }), let digest = offer.file.sha256,
            let length = offer.file.length
        else { return false }
        let isFix = if case .fix = offer.description.kind { true } else { false }
        let update: ActiveUpdate
        do {
            update = try await sessions.begin(
                product: product, version: version, released: offer.description.released, policy: policy,
                platform: offer.description.platform, isFix: isFix)
        } catch let failure as Failure {
            try await desk.noteRefusal(failure, to: candidate, of: product, by: policy)
            throw failure
        }
        let running = try await update.start(
            ProductInstall(
                product: product, version: version, platform: AgentProgram.platform, target: offer.path, digest: digest,
                length: UInt64(clamping: length), fetches: true))
        _ = try await installs.work(running).task.awaited
        return true
    }

    /// The newest release above what is there, else the newest build that fixes it.
    static func wanted(
        in offers: [ReleaseChoice.Offer], _ product: String, installed: ReleaseVersion
    ) -> ReleaseChoice.Offer? {
        let platform = AgentProgram.platform
        if let newer = try? ReleaseChoice.choose(
            offers, product: product, platform: platform, installed: installed, wanted: .newest)
        {
            return newer.full
        }
        let fixes = offers.filter { offer in
            guard case .fix(let older) = offer.description.kind else { return false }
            return older == installed && offer.description.version > installed && offer.description.platform == platform
        }
        return fixes.max { $0.description.version < $1.description.version }
    }
}
