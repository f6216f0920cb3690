import Synchronization

/// What others say while an install runs: that a version is withdrawn, that a new version is there.
package final class InstallNotices: Sendable {
    private struct Notice: Hashable {
        let product: String
        let version: String
    }

    private let state = Mutex<(dropped: Set<Notice>, reported: Set<Notice>)>(([], []))

    package init() {}

    package func drop(_ product: String, _ version: String) {
        state.withLock { _ = $0.dropped.insert(Notice(product: product, version: version)) }
    }

    package func report(_ product: String, _ version: String) {
        state.withLock { _ = $0.reported.insert(Notice(product: product, version: version)) }
    }

    func isDropped(_ product: String, _ version: String) -> Bool {
        state.withLock { $0.dropped.contains(Notice(product: product, version: version)) }
    }

    /// Whether it was said since the last `forget`.
    func hasReported(_ product: String, _ version: String) -> Bool {
        state.withLock { $0.reported.contains(Notice(product: product, version: version)) }
    }

    /// What was said before an install, or a start of the version, does not count for it.
    func forget(_ product: String) {
        state.withLock { state in
            state.dropped = state.dropped.filter { $0.product != product }
            state.reported = state.reported.filter { $0.product != product }
        }
    }
}
