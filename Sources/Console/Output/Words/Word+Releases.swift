import Sentences

/// What is published, and which machines have it.
extension Word {
    static let nothingPublished = Word("Nothing is published.", "چیزی منتشر نشده است.")
    static let snapshot = Word("Snapshot", "تصویر")
    static let published = Word("Published", "انتشار")
    static let filesSent = Word("Files sent", "پرونده‌های فرستاده")
    static let releaseKind = Word("Kind", "نوع")
    static let releasedOn = Word("Release day", "روز انتشار")
    static let withdrawnOn = Word("Withdrawn", "کنارگذاشته از")
    static let releaseHeld = Word("Has it", "وضعیت")
    static let installedThere = Word("installed", "نصب‌شده")
    static let fetchedThere = Word("fetched", "گرفته‌شده")
    static let droppedBy = Word("Fetched, will be dropped", "گرفته‌شده، دور انداخته می‌شود")
    static let nothingBuilt = Word("There are no releases.", "نسخه‌ای نیست.")
    static let releaseDirectory = Word("Release directory", "پوشهٔ انتشار")
    static let releaseRole = Word("Role", "نقش")
    static let signatures = Word("Signatures", "امضاها")
    static let releaseSize = Word("Size", "اندازه")
    static let publishedState = Word("published", "منتشرشده")
    static let stagedState = Word("waits to be published", "در انتظار انتشار")
    static let signedState = Word("signed, not published", "امضاشده، منتشرنشده")
    static let unsignedState = Word("needs signatures", "نیازمند امضا")
    static let nextSign = Word(
        "Next: hamyar release sign, by those whose keys are needed; then hamyar release publish.",
        "گام بعد: ‎hamyar release sign‎ نزد دارندگان کلیدهای لازم؛ سپس ‎hamyar release publish‎.")
    static let nextPublish = Word("Next: hamyar release publish.", "گام بعد: ‎hamyar release publish‎.")
    static let keyFile = Word("Key file", "پروندهٔ کلید")
    static let publicKey = Word("Public key", "کلید عمومی")
    package static let rootKeysApart = Word(
        "Move root-1, root-2 and root-3 to three people, off this computer: two of them together can do everything.",
        "root-1 و root-2 و root-3 را به سه نفر بسپارید و از این رایانه بردارید: دو نفر از آنان با هم همه کاری می‌توانند.")
    static let packing = Word("Packing", "در حال بسته‌بندی")
    static let unpacking = Word("Unpacking", "در حال بازکردن")
    static let patching = Word("Making the patch from", "در حال ساخت وصله از")
    static let payload = Word("Payload", "بسته")
    static let patchFrom = Word("Patch from", "وصله از")
    static let noPatchFrom = Word("No patch, the whole is smaller, from", "بی‌وصله، کل بسته کوچک‌تر است، از")
    static let script = Word("Script", "اسکریپت")
    static let declaredDiagnostics = Word("Diagnostics of", "عیب‌یابی")
    static let scriptParameter = Word("Parameter", "پارامتر")
    package static let passphrase = Word("Passphrase", "گذرواژه")
    package static let newPassphrase = Word("New passphrase", "گذرواژهٔ تازه")
    package static let passphraseAgain = Word("The same again", "تکرار گذرواژه")
    static let takenOut = Word("Taken out", "کنار گذاشته")
    static let relayNotAsked = Word(
        "No relay was asked which machines have it; hamyar release list says it.",
        "از رله پرسیده نشد که کدام دستگاه‌ها آن را دارند؛ ‎hamyar release list‎ می‌گوید.")
    static let withdrawalTakesEffect = Word(
        "It takes effect when it is signed and published: machines that fetched it drop it, machines that installed it keep it until another version is installed.",
        "پس از امضا و انتشار اثر می‌کند: دستگاه‌هایی که آن را گرفته‌اند دور می‌اندازند و دستگاه‌هایی که نصب کرده‌اند تا نصب نسخه‌ای دیگر نگه می‌دارند."
    )
    static let stillInstalled = Word("Still installed", "همچنان نصب")
}
