/// Installs and patches.
extension Word {
    static let installDone = Word("Done.", "انجام شد.")
    static let installNotDone = Word("Not done.", "انجام نشد.")
    static let versionBefore = Word("Version before", "نسخهٔ پیشین")
    static let versionNow = Word("Version now", "نسخهٔ کنونی")
    static let installStep = Word("Step", "گام")
    static let exitStatus = Word("Exit", "خروج")
    static let fetchedBytes = Word("Fetched by the machine", "دریافت‌شده در دستگاه")
    static let rootTrusted = Word("Releases that this root signs are trusted", "به انتشارهای امضاشدهٔ این ریشه اعتماد شد")
}
