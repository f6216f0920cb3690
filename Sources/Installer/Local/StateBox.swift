import Synchronization
import Updates

/// The last state that is on the disk, for whoever looks.
final class StateBox: Sendable {
    private let state: Mutex<ProductState>

    init(_ state: ProductState) {
        self.state = Mutex(state)
    }

    var value: ProductState { state.withLock { $0 } }

    func set(_ next: ProductState) {
        state.withLock { $0 = next }
    }
}
