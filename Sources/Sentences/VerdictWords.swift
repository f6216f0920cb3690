/// Words of a verdict that are codes in its parameters; one value, or several parted by `, `.
enum VerdictWords: String, CaseIterable {
    case interval, place, channel, state, identity, unit, platform

    /// nil where a word is not known here, for example one of a newer relay.
    func words(_ value: String, in language: Language) -> String? {
        var words: [String] = []
        for code in value.split(separator: ",") {
            guard let word = table[code.drop { $0 == " " }.description] else { return nil }
            words.append(language.choose(word.english, word.persian))
        }
        return words.isEmpty ? nil : words.joined(separator: language.choose(", ", "، "))
    }

    private var table: [String: (english: String, persian: String)] {
        switch self {
        case .interval: ["support": ("support", "پشتیبانی"), "guarantee": ("guarantee", "گارانتی")]
        case .place:
            [
                "remote": ("remotely", "از راه دور"), "phone": ("by phone", "تلفنی"), "company": ("at the company", "در شرکت"),
                "agency": ("at an agency", "در نمایندگی"), "on-site": ("on site", "در محل مشتری"),
            ]
        case .channel:
            [
                "phone": ("the phone", "تلفن"), "whatsapp": ("WhatsApp", "واتساپ"),
                "portal": ("the customer portal", "درگاه مشتریان"), "chat": ("the web chat", "گفت‌وگوی وب"),
                "on-site": ("a visit", "مراجعهٔ حضوری"), "agent": ("the program on the machine", "برنامهٔ روی دستگاه"),
            ]
        case .state:
            [
                "active": ("active", "فعال"), "suspended": ("suspended", "معلق"), "cancelled": ("cancelled", "فسخ شده"),
                "transferred": ("transferred", "منتقل شده"),
            ]
        case .identity:
            [
                "none": ("nothing", "بدون شناسایی"), "code": ("the support code", "کد پشتیبانی"),
                "signed": ("a machine of the customer", "دستگاه ثبت‌شدهٔ مشتری"),
            ]
        // Contracts name platforms as they like; these have a Persian name.
        case .platform:
            [
                "windows": ("Windows", "ویندوز"), "linux": ("Linux", "لینوکس"), "macos": ("macOS", "مک"),
                "android": ("Android", "اندروید"),
            ]
        case .unit:
            ["count": ("pieces", "عدد"), "minute": ("minutes", "دقیقه"), "person-day": ("person-days", "نفرروز")]
        }
    }
}
