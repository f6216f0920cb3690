import Glibc
import Sentences

/// One line on standard error that says how far a file is, where a person watches.
struct TransferLine {
    private let language: Language
    private let isShown: Bool

    init(_ language: Language) {
        self.language = language
        let terminal = getenv("TERM").map { String(cString: $0) } ?? ""
        isShown = isatty(STDERR_FILENO) == 1 && terminal != "dumb"
    }

    func show(_ name: String, _ done: UInt64, of total: UInt64) {
        let share = total == 0 ? 100 : done * 100 / total
        write("\(Isolation.isolate(name, in: language))  \(language.number(share))%  \(language.bytes(total))")
    }

    func clear() { write("") }

    private func write(_ text: String) {
        guard isShown else { return }
        // Carriage return, text, erase to the end of the line.
        FileStream.error.write("\r\(text)\u{1b}[K")
    }
}
