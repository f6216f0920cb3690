import Primitives
import Sentences

/// What a person is told while a transfer waits for a machine that is away: what for, how long at most, and how to leave it waiting.
struct AwayNotice: Sendable {
    /// How often the time left is drawn.
    static let step: Duration = .seconds(1)

    let bar: ProgressBar
    /// The session's service kind, where the work may be left waiting at the relay.
    let kind: String?

    /// Once, before the first pause.
    func say(_ failure: Failure, left: Duration) {
        bar.say { language in text(failure.parameters["machine"] ?? "", left: left, in: language) }
    }

    func text(_ machine: String, left: Duration, in language: Language) -> String {
        let name = Isolation.isolate(machine, in: language)
        var text = "\(language.word(.awayMachine)) \(name). \(language.word(.waitedFor)): \(language.duration(left))."
        if let kind {
            text += " \(language.word(.leaveWaiting)): "
            text += Isolation.isolate("--kind \(Isolation.isolate(kind, in: .english)) --reason …", in: language)
        }
        return text
    }

    /// Rests for `delay`; where a person watches, the time left goes down.
    func count(down delay: Duration, of left: Duration) async throws {
        var rested = Duration.zero
        while rested < delay {
            let rest = left - rested
            bar.show { "\($0.word(.waitedFor)): \($0.duration(rest))" }
            let pause = min(Self.step, delay - rested)
            try await Task.sleep(for: pause)
            rested += pause
        }
        bar.show { _ in "" }
    }
}
