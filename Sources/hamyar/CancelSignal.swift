import Console
import Dispatch
import Glibc

/// Ctrl-C while a command runs elsewhere: it is cancelled there, and its outcome is waited for. The second time the program ends at once.
final class CancelSignal {
    /// As a shell says it of a program that SIGINT ended.
    private static let status: Int32 = 128 + SIGINT
    private let sources: [any DispatchSourceSignal]

    init(_ cancel: CommandCancel) {
        sources = [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                if !cancel.cancel() { exit(Self.status) }
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
