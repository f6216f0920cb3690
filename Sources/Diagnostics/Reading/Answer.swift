import Dispatch
import Foundation
import Primitives
import Synchronization

/// A question to the system that may never be answered: the space of a file system whose server is gone, a name that nobody resolves.
///
/// It is asked on a thread of its own. A thread that hangs is left behind; it ends with the collector's process.
enum Answer {
    private final class Box<Value: Sendable>: Sendable {
        private let state = Mutex<(value: Value?, isOver: Bool)>((nil, false))
        private let semaphore = DispatchSemaphore(value: 0)

        func put(_ value: Value) {
            state.withLock { if !$0.isOver { $0.value = value } }
            semaphore.signal()
        }

        func wait(_ time: Duration) -> Value? {
            _ = semaphore.wait(timeout: .now() + .milliseconds(Int(clamping: max(0, time.wholeMilliseconds))))
            return state.withLock { state in
                state.isOver = true
                return state.value
            }
        }
    }

    /// nil where there is no answer within the time.
    static func within<Value: Sendable>(_ time: Duration, _ question: @escaping @Sendable () -> Value) -> Value? {
        let box = Box<Value>()
        let thread = Thread { box.put(question()) }
        thread.stackSize = 512 << 10
        thread.start()
        return box.wait(time)
    }
}
