import Sentences

/// What a push would do to each file.
extension Word {
    static let previewActions: [String: Word] = [
        "create": Word("new", "تازه"),
        "replace": Word("replaced", "جایگزین می‌شود"),
        "unchanged": Word("unchanged", "بدون تغییر"),
        "skip": Word("left as it is", "دست‌نخورده می‌ماند"),
        "keep-both": Word("kept beside the new one", "کنار تازه می‌ماند"),
        "delete": Word("deleted", "پاک می‌شود"),
        "refuse": Word("refused", "پذیرفته نمی‌شود"),
    ]

    /// What went over the wire.
    static let travelled = Word("Travelled", "جابه‌جا شد")
    /// Before the reasons.
    static let saved = Word("saved", "صرفه‌جویی")
    static let savedByCompression = Word("compression", "فشرده‌سازی")
    static let savedByOlderVersions = Word("older versions", "نسخه‌های پیشین")
    static let savedByRepetition = Word("repetition", "تکرار")
    static let savedByHeld = Word("there already", "از پیش آنجا")
    /// Between the facts of a line.
    static let comma = Word(", ", "، ")

    /// `{path}`: there is another file; what shall become of it?
    package static let askOverwrite = Word(
        """
        is there with other content. yes (a backup is kept), replace, no (it stays), keep-both, all (yes to all), quit? \
        A capital letter means all that follow
        """,
        """
        با محتوای دیگری آنجاست. بله (نسخهٔ پشتیبان می‌ماند)، replace، نه (همان می‌ماند)، keep-both، همه (بله برای همه)، هیچ؟ \
        حرف بزرگ یعنی همهٔ بعدی‌ها
        """)
    /// Before the machine's name.
    static let awayMachine = Word("Away:", "دور از دسترس:")
    /// Before a length of time.
    static let waitedFor = Word("Waiting for it at most", "حداکثر زمان انتظار")
    /// Before the options that do it.
    static let leaveWaiting = Word(
        "To leave the push waiting at the relay, stop and add",
        "برای اینکه ارسال در رله منتظر بماند، متوقف کنید و این را بیفزایید")
    package static let interrupted = Word(
        "Stopped. The same command goes on from where it was.", "متوقف شد. همین دستور از همان‌جا ادامه می‌دهد.")
}

extension Language {
    /// The action's word; the code itself where a newer machine sent one that is not known here.
    func preview(_ action: String) -> String {
        Word.previewActions[action].map { word($0) } ?? action
    }
}
