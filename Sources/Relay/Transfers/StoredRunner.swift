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
    }

    init(context: RelayContext, offers: OfferDelivery) {
        self.context = context
        self.offers = offers
    }

    func run() async {
        await withDiscardingTaskGroup { group in
            // Woken by arrivals, grants, what is stored and attempts that end; else by the next retry.
            while !Task.isCancelled {
                let seen = context.storedChanges.version
                let now = context.clock.now()
                var pause = Self.afterFailure
                do {
                    for stored in try await ready(at: now) {
                        group.addTask { await perform(stored) }
                    }
                    pause = try await untilRetry(after: now)
                } catch {
                    context.logger.error("waiting operations not read", metadata: ["failure": "\(error)"])
                }
                await context.storedChanges.wait(after: seen, atMost: pause)
            }
            group.cancelAll()
        }
    }

    /// What begins now; its session is taken.
    private func ready(at now: Timestamp) async throws -> [StoredOperation] {
        let all = try await context.database.read { try $0.storedOperations.ready(at: now) }
        return running.sessions.withLock { sessions in
            all.filter { stored in
                guard sessions.count < context.blobs.limits.atOnce, context.presence.isOnline(stored.machine) else {
                    return false
                }
                return sessions.insert(stored.session).inserted
            }
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
        context.storedChanges.changed()
    }
}
