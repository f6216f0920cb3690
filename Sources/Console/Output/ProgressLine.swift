import Documents
package import Sentences

/// The text of a progress bar: share, bar, bytes, rate, time left, what compression gains.
package struct ProgressLine: Sendable {
    /// Columns of the bar itself at most.
    private static let barWidth = 30

    package let total: UInt64
    package let files: Int
    package let language: Language
    /// Columns of the terminal.
    package let width: Int

    package init(total: UInt64, files: Int = 1, language: Language, width: Int) {
        self.total = total
        self.files = files
        self.language = language
        self.width = width
    }

    /// - Parameters:
    ///   - done: bytes of the file that are through.
    ///   - compression: bytes before and after it; less than one percent is not shown.
    ///   - sent: those of them that travelled since the start; the others were held.
    package func text(
        done: UInt64, sent: UInt64, filesDone: Int = 0, elapsed: Duration, compression: (raw: UInt64, wire: UInt64) = (0, 0)
    ) -> String {
        let done = min(done, total)
        let share = total == 0 ? 100 : Rate.share(done, of: total)
        let rate = Rate.perSecond(sent, in: elapsed)
        var facts = [
            language.digits("\(share)") + "%",
            language.bytes(done) + " " + language.word(.ofTotal) + " " + language.bytes(total),
        ]
        if files > 1 {
            facts.append(
                language.digits("\(min(filesDone, files))/\(files)") + " " + language.word(.filesOfProgress))
        }
        if rate > 0 {
            facts.append(language.bytes(rate) + "/s")
            facts.append(language.duration(.seconds(Int64(clamping: (total - done) / rate))) + " " + language.word(.timeLeft))
        }
        if compression.wire < compression.raw {
            let gained = Rate.share(compression.raw - compression.wire, of: compression.raw)
            if gained > 0 { facts.append(language.digits("\(gained)") + "% " + language.word(.compressedAway)) }
        }
        // A narrow terminal has no room for everything: the share stays.
        while facts.count > 1, DisplayWidth.of(facts.joined(separator: "  ")) >= width { facts.removeLast() }
        let bar = self.bar(share, columns: min(Self.barWidth, width - 1 - DisplayWidth.of(facts.joined(separator: "  ")) - 2))
        return ([facts[0], bar].filter { !$0.isEmpty } + facts.dropFirst()).joined(separator: "  ")
    }

    private func bar(_ share: Int, columns: Int) -> String {
        guard columns >= 8 else { return "" }
        let filled = columns * share / 100
        return String(repeating: "█", count: filled) + String(repeating: "░", count: columns - filled)
    }
}

extension Rate {
    /// Whole percent.
    static func share(_ part: UInt64, of whole: UInt64) -> Int {
        guard whole > 0 else { return 100 }
        let (high, low) = part.multipliedFullWidth(by: 100)
        return high >= whole ? 100 : Int(clamping: whole.dividingFullWidth((high, low)).quotient)
    }
}
