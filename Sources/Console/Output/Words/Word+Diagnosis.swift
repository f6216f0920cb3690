/// Diagnoses.
extension Word {
    static let collecting = Word("The machine collects", "دستگاه گرد می‌آورد")
    static let waitsForApproval = Word("The customer looks at it before it leaves", "مشتری پیش از رفتن آن را بازبینی می‌کند")
    /// Before the path that was asked for.
    static let bundleBeside = Word(
        "Another file has this name by now; the bundle is kept beside it",
        "اکنون فایل دیگری این نام را دارد؛ بسته کنار آن نگه داشته شد")
    static let bundleSaved = Word("Bundle", "بسته")
    static let findingsCount = Word("Findings", "یافته‌ها")
    static let redactionsCount = Word("Taken out", "حذف‌شده‌ها")
    static let customerKept = Word("Left out by the customer", "کنارگذاشتهٔ مشتری")
    static let openReport = Word(
        "For all of it unpack the bundle and open report.en.html in a browser.",
        "برای دیدن همهٔ آن بسته را باز کنید و report.fa.html را در مرورگر ببینید.")
    static let changesSince = Word("Changes since", "تغییرات از")
    static let noChanges = Word("Nothing that counts has changed.", "چیز مهمی تغییر نکرده است.")
    static let moreChanges = Word("More changes", "تغییرات بیشتر")
    static let collectorOK = Word("complete", "کامل")
    static let collectorPartial = Word("in part", "ناقص")
    static let collectorFailed = Word("failed", "انجام نشد")
    static let collectorTimeout = Word("took too long", "زمان‌بر شد")
    static let collectorSkipped = Word("skipped", "کنار گذاشته شد")
    static let figuresAt = Word("Figures at", "ارقام در")
    static let processor = Word("Processor", "پردازنده")
    static let waitsForDisk = Word("waits for disks", "منتظر دیسک")
    static let load = Word("Load", "بار")
    static let memory = Word("Memory", "حافظه")
    static let swap = Word("Swap", "فضای جابه‌جایی")
    static let disk = Word("Disk", "دیسک")
    static let network = Word("Network", "شبکه")
    static let figuresEnded = Word("The grant has ended, and the figures with it.", "اجازه پایان یافت و ارقام هم.")
}
