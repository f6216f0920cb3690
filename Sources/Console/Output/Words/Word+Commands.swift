import Sentences

extension Word {
    static let outputCut = Word(
        "More was written than the limit; the rest was dropped.", "بیش از اندازهٔ مجاز نوشته شد؛ بقیه کنار گذاشته شد.")
    static let outputMissed = Word(
        "Some output was written while the way to the machine was cut, and is not shown.",
        "بخشی از خروجی هنگام قطع ارتباط نوشته شد و نمایش داده نشده است.")
    static let commandOutput = Word("Output", "خروجی")
    static let commandErrors = Word("Error output", "خروجی خطا")
    static let noOutcomeYet = Word("No outcome is known yet.", "هنوز نتیجه‌ای معلوم نیست.")
    static let signal = Word("Signal", "سیگنال")
}
