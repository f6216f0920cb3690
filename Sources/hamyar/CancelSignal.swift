import Console
import Dispatch
import Glibc
import Synchronization

/// Ctrl-C while a command runs elsewhere: it is cancelled there, and its outcome is waited for. The second time the program ends at once.
final class CancelSignal {
    /// As a shell says it of a program that the signal ended.
    private final class Status: Sendable {
        let value = Mutex<Int32?>(nil)
    }

    private let ended = Status()
    private let sources: [any DispatchSourceSignal]

    /// What the program ends with where the signal came; nil: none has.
    var status: Int32? { ended.value.withLock { $0 } }

    init(_ cancel: CommandCancel) {
        sources = [SIGINT, SIGTERM].map { [ended] number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                ended.value.withLock { $0 = 128 + number }
                if !cancel.cancel() { exit(128 + number) }
            }
            source.resume()
            return source
        }
    }

    func end() {
        for source in sources { source.cancel() }
        signal(SIGINT, SIG_DFL)
        signal(SIGTERM, SIG_DFL)
    }
}
