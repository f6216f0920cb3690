import Console
import Dispatch
import Foundation
import Glibc
import Sentences

/// Ctrl-C during a transfer: everything that has arrived is on a disk already, so the program says how to go on and ends.
final class StopSignal {
    private let sources: [any DispatchSourceSignal]

    /// - Parameter status: what the program ends with.
    init(_ speech: Language, status: Int32) {
        sources = [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                try? FileHandle.standardError.write(contentsOf: Data("\r\u{1b}[K\(speech.word(.interrupted))\n".utf8))
                exit(status)
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
