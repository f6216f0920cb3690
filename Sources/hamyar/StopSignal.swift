import Console
import Dispatch
import Foundation
import Glibc
import Sentences

/// Ctrl-C during a transfer: everything that has arrived is on a disk already, so the program says how to go on and ends.
final class StopSignal {
    private let sources: [any DispatchSourceSignal]

    /// - Parameters:
    ///   - status: what the program ends with; nil: as a shell says it of a program that the signal ended.
    ///   - word: what it says; nil where stopping is how it ends.
    init(_ speech: Language, status: Int32?, saying word: Word? = .interrupted) {
        sources = [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                // Over the line that is drawn there, where one is.
                let isDrawn = isatty(STDERR_FILENO) == 1
                let text = word.map { (isDrawn ? "\r\u{1b}[K" : "") + speech.word($0) + "\n" } ?? (isDrawn ? "\n" : "")
                try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
                exit(status ?? 128 + number)
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
