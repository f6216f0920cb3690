package import Sentences
import Updates

/// What only this program says.
package enum InstallerPhrase: CaseIterable {
    case noProducts, none, underWay, undecided, kept, failed, last, committed, rolledBack, interrupted, ready

    init(_ word: InstallOutcome.Word) {
        switch word {
        case .committed: self = .committed
        case .rolledBack: self = .rolledBack
        case .interrupted: self = .interrupted
        }
    }

    package func text(in language: Language) -> String {
        let (english, persian) = words
        return language == .persian ? persian : english
    }

    private var words: (String, String) {
        switch self {
        case .noProducts: ("The settings list no product.", "در تنظیمات محصولی نیست.")
        case .none: ("not installed", "نصب نیست")
        case .underWay: ("Under way", "در جریان")
        case .undecided: ("Waits for a person's decision", "منتظر تصمیم یک نفر")
        case .kept: ("Kept until", "نگه داشته تا")
        case .failed: ("Failed, not tried again", "ناکام، دوباره امتحان نمی‌شود")
        case .last: ("Last install (from, to)", "آخرین نصب (از، به)")
        case .committed: ("committed", "تثبیت شد")
        case .rolledBack: ("rolled back", "برگردانده شد")
        case .interrupted: ("cut off before it changed anything", "پیش از هر تغییری قطع شد")
        case .ready: ("The installer is set up in", "نصاب راه افتاد در")
        }
    }
}
