import AgentStorage
import Foundation
import Installer
import Logging
import Primitives
import Sessions
import SignedObjects
import Updates

/// One install from its signed operation to its signed outcome: the release is verified, fetched, and handed to the installer, which
/// verifies it again and does the rest.
struct InstallRunner: Sendable {
    /// Between two looks at the installer, and between two attempts to fetch.
    static let pause: Duration = .milliseconds(500)
    /// The installed version is not the one that a patch is for; the whole release is asked for then.
    static let fullNeeded = "install.full-needed"

    let desk: SessionDesk
    let book: ReleaseBook
    let spool: UpdateSpool
    let installer: InstallerDoor
    let link: LinkState
    let logger: Logger

    /// Throws only where the agent's own disk fails, or it is to stop.
    func run(
        _ order: InstallOrder, _ running: RunningOperation, _ progress: InstallDesk.Progress
    ) async throws -> SignedObject<Outcome>? {
        // It was asked for before a restart: there is nothing to fetch, and nothing to ask twice.
        if let pending = try await desk.pendingInstall(order.operation) {
            return try await self.await(pending, progress)
        }
        // The step at which a patch did not fit: the whole release was taken then.
        var refused: InstallTrace?
        while true {
            let pending: PendingInstall
            do {
                pending = try await ask(order, running, progress, isWhole: refused != nil)
            } catch let failure as Failure {
                logger.info("an install was not begun", metadata: ["failure": "\(failure)"])
                let reason = running.permit.closed ?? failure
                return try await desk.finishInstall(
                    order.operation, .notPerformed, because: reason, effect: nil,
                    bytes: UInt64(clamping: progress.bytes), isReporting: progress.isHeard)
            }
            guard let (outcome, state) = try await ending(of: pending) else {
                return try await unheard(pending, progress)
            }
            if outcome.reason?.code == Self.fullNeeded, order.action == .install, refused == nil, running.permit.closed == nil,
                let step = outcome.steps.last(where: { $0.detail.hasPrefix(Self.fullNeeded) })
            {
                logger.notice("a patch does not fit; the whole release is fetched", metadata: ["why": "\(step.detail)"])
                refused = step
                progress.beginsAnother()
                try await desk.notAsked(order.operation)
                _ = try? await installer.ask(.acknowledge(product: order.product, id: outcome.id))
                continue
            }
            return try await finish(pending, outcome, state, progress, after: refused)
        }
    }

    /// Waits for what the installer was asked for, and signs what came of it.
    func await(_ pending: PendingInstall, _ progress: InstallDesk.Progress) async throws -> SignedObject<Outcome>? {
        guard let (outcome, state) = try await ending(of: pending) else {
            return try await unheard(pending, progress)
        }
        return try await finish(pending, outcome, state, progress)
    }

    /// Verifies, fetches and asks. What it throws was not done.
    private func ask(
        _ order: InstallOrder, _ running: RunningOperation, _ progress: InstallDesk.Progress, isWhole: Bool
    ) async throws -> PendingInstall {
        let state = try await installer.state(of: order.product)
        let request: InstallerRequest
        if order.action == .undo {
            request = .rollback(product: order.product, version: order.version, restores: nil)
        } else {
            try await fetch(order, installed: state.committed, running, progress, isWhole: isWhole)
            request = .install(product: order.product, version: order.version, spool: spool.path)
        }
        // What it did before of this version, for somebody else, is not what comes of this.
        for old in state.outcomes where !old.isReported && old.to == order.version {
            _ = try await installer.ask(.acknowledge(product: order.product, id: old.id))
        }
        let pending = PendingInstall(
            operation: order.operation, session: order.session, product: order.product, version: order.version,
            isUndo: order.action == .undo, bytes: UInt64(clamping: progress.bytes), asked: desk.trust.time())
        try await desk.asking(pending, running)
        do {
            _ = try await installer.ask(request)
        } catch let failure as Failure where failure.code == .installerUnreachable {
            // Whether it heard it, its journal says.
            logger.warning("the installer did not answer", metadata: ["failure": "\(failure)"])
        } catch {
            try await desk.notAsked(order.operation)
            throw error
        }
        return pending
    }

    /// Over as many connections as it takes, as long as the grant holds.
    private func fetch(
        _ order: InstallOrder, installed: String?, _ running: RunningOperation, _ progress: InstallDesk.Progress, isWhole: Bool
    ) async throws {
        while true {
            try running.permit.check()
            let version = desk.changes.version
            do {
                return try await fetchOnce(order, installed: installed, running, progress, isWhole: isWhole)
            } catch let failure as Failure where failure.isInterruption || failure.code == .agentRelayAway {
                logger.info("a release is fetched later", metadata: ["failure": "\(failure)"])
                await desk.changes.wait(after: version, atMost: .seconds(5))
                try await Task.sleep(for: Self.pause)
            }
        }
    }

    private func fetchOnce(
        _ order: InstallOrder, installed: String?, _ running: RunningOperation, _ progress: InstallDesk.Progress, isWhole: Bool
    ) async throws {
        let connection = try link.connection
        let offers = try await book.offers(of: order.product, over: connection)
        let named = try order.offer(in: offers, platform: AgentProgram.platform)
        guard let wanted = ReleaseVersion(order.version) else {
            throw Failure(.targetMismatch, ["target": order.target, "reason": "version"])
        }
        let choice = try ReleaseChoice.choose(
            offers, product: order.product, platform: AgentProgram.platform,
            installed: installed.flatMap { ReleaseVersion($0) }, wanted: .version(wanted))
        if order.action == .patch, order.from != installed {
            throw Failure(.targetMismatch, ["target": order.target, "reason": "installed \(installed ?? "none")"])
        }
        // A patch from what is here leads to the same tree with fewer bytes.
        let taken = order.action == .patch ? named : isWhole ? choice.full : choice.patch ?? choice.full
        guard let digest = taken.file.sha256, let length = taken.file.length else {
            throw Failure(.targetMismatch, ["target": taken.path, "reason": "sha256"])
        }
        let fetcher = TargetFetcher(try TargetSpool(spool.targets, of: order.product))
        let target = FetchedTarget(path: taken.path, digest: digest, length: length)
        let work = Task {
            try await fetcher.fetch(target, under: order.session, over: connection) { progress.reached($0) }
        }
        running.permit.onClose { work.cancel() }
        _ = try await withTaskCancellationHandler {
            try await work.value
        } onCancel: {
            work.cancel()
        }
        try running.permit.check()
        // What lies there of other versions is not installed any more: the installer takes the whole where it finds it.
        try TargetSpool(spool.targets, of: order.product).keepOnly([digest])
    }

    /// Until the installer's journal says how it ended; nil: it never took it.
    private func ending(of pending: PendingInstall) async throws -> (InstallOutcome, ProductState)? {
        var isAway = false
        while true {
            do {
                let state = try await installer.state(of: pending.product)
                let found = state.outcomes.last { !$0.isReported && $0.to == pending.version }
                if state.install?.to != pending.version { return found.map { ($0, state) } }
                isAway = false
            } catch let failure as Failure {
                if !isAway { logger.notice("the installer is asked until it answers", metadata: ["failure": "\(failure)"]) }
                isAway = true
            }
            try await Task.sleep(for: Self.pause)
        }
    }

    private func unheard(_ pending: PendingInstall, _ progress: InstallDesk.Progress) async throws -> SignedObject<Outcome>? {
        try await desk.finishInstall(
            pending.operation, .notPerformed,
            because: Failure(.operationNotPerformed, ["operation": pending.operation.description]), effect: nil,
            bytes: pending.bytes, isReporting: progress.isHeard)
    }

    /// The signed outcome is on this disk before the installer forgets; the relay is told from here.
    ///
    /// - Parameter refused: what came before it, and is told first.
    private func finish(
        _ pending: PendingInstall, _ outcome: InstallOutcome, _ state: ProductState, _ progress: InstallDesk.Progress,
        after refused: InstallTrace? = nil
    ) async throws -> SignedObject<Outcome>? {
        let result = outcome.result(ofUndo: pending.isUndo)
        let failure =
            outcome.reason?.failure ?? Failure(.operationInterrupted, ["operation": pending.operation.description])
        let signed = try await desk.finishInstall(
            pending.operation, result, because: result == .succeeded ? nil : failure,
            effect: try outcome.effect(nowAt: state.committed, after: refused), bytes: pending.bytes,
            isReporting: progress.isHeard)
        do {
            _ = try await installer.ask(.acknowledge(product: pending.product, id: outcome.id))
            try TargetSpool(spool.targets, of: pending.product).keepOnly([])
        } catch {
            logger.info("the installer is not told that its outcome is kept", metadata: ["failure": "\(error)"])
        }
        return signed
    }
}
