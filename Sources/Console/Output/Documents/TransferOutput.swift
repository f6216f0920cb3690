import Cryptography
package import Primitives
import Sentences
package import Sessions

/// `push`, `pull`: what travelled, and what the machine signed about it.
package struct TransferOutput: Report {
    /// `push` or `pull`.
    let direction: String
    let session: String
    let number: String
    let operation: String
    let machine: String
    /// On the technician's computer.
    let file: String
    /// On the machine.
    let path: String
    let size: UInt64
    let sha256: String
    let backup: String?
    /// Raw bytes that travelled in this run; fewer than the size where the receiver held some.
    let bytesSent: UInt64
    let milliseconds: Int64
    let bytesPerSecond: UInt64
    let outcome: OutcomeOutput

    package init(
        direction: String, number: String, file: String, path: String, machine: MachineID, outcome: Outcome, sha256: String,
        size: UInt64, bytesSent: UInt64, elapsed: Duration
    ) {
        self.direction = direction
        self.number = number
        self.file = file
        self.path = path
        self.machine = machine.description
        self.sha256 = sha256
        self.size = size
        self.bytesSent = bytesSent
        session = outcome.session.description
        operation = outcome.operation.description
        backup = outcome.files.first.flatMap { $0.backup.isEmpty ? nil : DisplayText.stripped($0.backup) }
        milliseconds = elapsed.wholeMilliseconds
        bytesPerSecond = Rate.perSecond(bytesSent, in: elapsed)
        self.outcome = OutcomeOutput(outcome)
    }

    package func write(to page: inout Page) {
        let language = page.language
        page.line(language.word(direction == "push" ? .pushed : .pulled), .good)
        if size > 0, bytesSent == 0 { page.line(language.word(.unchanged)) }
        page.field(direction == "push" ? .destination : .source, path)
        page.composed(.size, language.bytes(size))
        page.field(.digest, sha256)
        page.field(.backup, backup ?? "")
        if bytesSent > 0 { page.composed(.speed, language.bytes(bytesPerSecond) + "/s") }
    }
}

/// Bytes over time.
package enum Rate {
    /// Whole bytes per second; 0 for no time.
    package static func perSecond(_ bytes: UInt64, in elapsed: Duration) -> UInt64 {
        let milliseconds = UInt64(clamping: elapsed.wholeMilliseconds)
        guard milliseconds > 0 else { return 0 }
        // At full width, because bytes times a thousand may not fit.
        let (high, low) = bytes.multipliedFullWidth(by: 1000)
        return high >= milliseconds ? .max : milliseconds.dividingFullWidth((high, low)).quotient
    }
}
