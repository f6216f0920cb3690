import Entitlement
import Logging
import Primitives
import RelayStorage
import Sessions
import Storage
import Synchronization

/// Performs the operations that wait at the relay, as soon as their session is active and their machine is here: so many at once,
/// one after the other on each session, again and again until each has an end (issue 4, "Waiting and many").
struct StoredRunner: Sendable {
    let context: RelayContext
    let offers: OfferDelivery

    /// How long the table is not looked at where nothing happens and no attempt that was put off becomes due: a wall clock that
    /// was set may make one due earlier.
    static let period = Duration.seconds(60)

    /// How long a database that could not be read is left alone.
    static let afterFailure = Duration.seconds(1)

    private let running = Running()

    private final class Running: Sendable {
        let sessions = Mutex<Set<SessionID>>([])
        /// Machines that are here and have more to do than began at once.
        let heldBack = Mutex<Set<MachineID>>([])
    }

    init(context: RelayContext, offers: OfferDelivery) {
        self.context = context
        self.offers = offers
    }

    func run() async {
        await withDiscardingTaskGroup { group in
            // Woken by arrivals, grants, what is stored and attempts that end; else by the next retry.
            var looksEverywhere = true
            while !Task.isCancelled {
                let changed = context.storedChanges.take().union(running.heldBack.withLock { $0 })
                let machines = looksEverywhere ? context.presence.machines : changed.filter(context.presence.isOnline)
                let now = context.clock.now()
                var pause = Self.afterFailure
                do {
                    for stored in try await ready(at: now, on: machines) {
                        group.addTask { await perform(stored) }
                    }
                    pause = try await untilRetry(after: now)
                    looksEverywhere = false
                } catch {
                    looksEverywhere = true
                    context.logger.error("waiting operations not read", metadata: ["failure": "\(error)"])
                }
                let end = ContinuousClock.now + pause
                await context.storedChanges.wait(atMost: pause)
                if ContinuousClock.now >= end { looksEverywhere = true }
            }
            group.cancelAll()
        }
    }

    /// What begins now; its session is taken.
    private func ready(at now: Timestamp, on machines: [MachineID]) async throws -> [StoredOperation] {
        guard !machines.isEmpty else { return [] }
        let all = try await context.database.read { try $0.storedOperations.ready(at: now, on: machines) }
        return running.sessions.withLock { sessions in
            var (taken, heldBack): ([StoredOperation], Set<MachineID>) = ([], [])
            for stored in all where context.presence.isOnline(stored.machine) && !sessions.contains(stored.session) {
                guard sessions.count < context.blobs.limits.atOnce else {
                    heldBack.insert(stored.machine)
                    continue
                }
                sessions.insert(stored.session)
                taken.append(stored)
            }
            running.heldBack.withLock { [heldBack] in $0 = $0.subtracting(machines).union(heldBack) }
            return taken
        }
    }

    /// Until the next attempt that was put off is due.
    private func untilRetry(after now: Timestamp) async throws -> Duration {
        guard let next = try await context.database.read({ try $0.storedOperations.nextRetry(after: now) }) else {
            return Self.period
        }
        return min(next - context.clock.now(), Self.period)
    }

    private func perform(_ stored: StoredOperation) async {
        await StoredDelivery(context: context, offers: offers, stored: stored).perform()
        running.sessions.withLock { _ = $0.remove(stored.session) }
        context.storedChanges.changed(stored.machine)
    }
}
