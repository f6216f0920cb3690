import Diagnostics
import Synchronization

/// Counts the collectors that have ended, for who watches.
final class CollectingProgress: Sendable {
    private let total: Int
    private let reached: @Sendable (DiagnosisWork.Stage) -> Void
    private let done = Atomic<Int>(0)

    init(total: Int, _ reached: @escaping @Sendable (DiagnosisWork.Stage) -> Void) {
        self.total = total
        self.reached = reached
    }

    func note(_ progress: DiagnosisProgress) {
        switch progress {
        case .began(let name): reached(.collecting(name.rawValue, done: done.load(ordering: .relaxed), total: total))
        case .ended: done.add(1, ordering: .relaxed)
        }
    }
}
