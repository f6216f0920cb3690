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

    /// How often the table is looked at without being told: attempts that were put off become due.
    static let period = Duration.seconds(1)

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
            while !Task.isCancelled {
                let seen = context.storedChanges.version
                do {
                    for stored in try await ready() {
                        group.addTask { await perform(stored) }
                    }
                } catch {
                    context.logger.error("waiting operations not read", metadata: ["failure": "\(error)"])
                }
                await context.storedChanges.wait(after: seen, atMost: Self.period)
            }
            group.cancelAll()
        }
    }

    /// What begins now; its session is taken.
    private func ready() async throws -> [StoredOperation] {
        let now = context.clock.now()
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

    private func perform(_ stored: StoredOperation) async {
        await StoredDelivery(context: context, offers: offers, stored: stored).perform()
        running.sessions.withLock { _ = $0.remove(stored.session) }
        context.storedChanges.changed()
    }
}
