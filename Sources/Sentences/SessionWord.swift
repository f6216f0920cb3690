/// A session's states, how it ended and what became of its operations, as people read them; the raw values are the codes that
/// programs read. Docs/words.md fixes the words.
package enum SessionWord: String, CaseIterable, Sendable {
    case requested, delivered, seen, granted, active, suspended, ended
    case done, partial, failed, denied, revoked, withdrawn, dropped
    case requestExpired = "request-expired"
    case grantExpired = "grant-expired"
    case succeeded
    case notPerformed = "not-performed"

    var words: (english: String, persian: String) {
        switch self {
        case .requested: ("on its way to the machine", "در راه دستگاه")
        case .delivered: Phrase.delivered.words
        case .seen: Phrase.seen.words
        case .granted: ("allowed, not begun", "اجازه داده شد، آغاز نشده")
        case .active: ("allowed", "مجاز")
        case .suspended: ("must be allowed again", "باید دوباره اجازه داده شود")
        case .ended: ("ended", "پایان یافت")
        case .done, .succeeded: ("done", "انجام شد")
        case .partial: ("done in part", "بخشی انجام شد")
        case .failed: ("failed", "انجام نشد")
        case .denied: ("denied by the customer", "مشتری رد کرد")
        case .revoked: ("taken back by the customer", "مشتری پس گرفت")
        case .withdrawn: ("withdrawn by the technician", "کارشناس پس گرفت")
        case .dropped: ("refused before it began", "پیش از آغاز رد شد")
        case .requestExpired: ("nobody answered in time", "در مهلت پاسخی نیامد")
        case .grantExpired: ("its time is over", "مهلتش گذشت")
        case .notPerformed: ("nothing was changed", "چیزی تغییر نکرد")
        }
    }
}

extension Language {
    /// A session's state, the reason of its end or an operation's result by its code; one that a newer program sent, and the
    /// code of a failure, as it is.
    package func session(_ code: String) -> String {
        guard let word = SessionWord(rawValue: code) else { return Isolation.isolate(code, in: self) }
        return choose(word.words.english, word.words.persian)
    }

    /// `ended (denied by the customer)`; without a reason only the state.
    package func session(_ state: String, because reason: String?) -> String {
        guard let reason, !reason.isEmpty else { return session(state) }
        return session(state) + " (\(session(reason)))"
    }
}
