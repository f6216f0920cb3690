/// Words for codes in the parameters of sentences and verdicts, by what they are of; one value, or several parted by `, `.
enum CodeWords: String, CaseIterable {
    case interval, place, channel, identity, unit, platform
    /// A contract's state; a machine's or technician's; a session's; a reservation's.
    case contract, party, session, reservation
    /// What happens to a session, as a thing that is possible or not.
    case event
    /// What quotes, charges, records, corrections and help requests are, or become.
    case state
    /// What a diagnosis looks at, and what gives it its facts.
    case collector, part

    /// nil where a word is not known here, for example one of a newer relay.
    func words(_ value: String, in language: Language) -> String? {
        var words: [String] = []
        for code in value.split(separator: ",") {
            guard let word = table[code.drop { $0 == " " }.description] else { return nil }
            words.append(language.choose(word.english, word.persian))
        }
        return words.isEmpty ? nil : words.joined(separator: language.choose(", ", "، "))
    }

    var table: [String: (english: String, persian: String)] {
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
        case .contract:
            [
                "active": ("active", "فعال"), "suspended": ("suspended", "معلق"), "cancelled": ("cancelled", "فسخ شده"),
                "transferred": ("transferred", "منتقل شده"),
            ]
        case .party:
            [
                "active": ("active", "فعال"), "set-aside": ("set aside as a copy", "کنار گذاشته شده (نسخهٔ دوم)"),
                "revoked": ("no longer valid", "باطل شده"), "invited": ("invited", "دعوت شده"),
                "pending": ("waiting for an admin", "منتظر تأیید مدیر"),
                "expired": ("past its certificate's end", "گواهی منقضی شده"),
                "unknown": ("unknown", "ناشناخته"), "settled": ("counted already", "پیش‌تر شمرده شده"),
            ]
        case .session: Dictionary(uniqueKeysWithValues: SessionWord.allCases.map { ($0.rawValue, $0.words) })
        case .reservation:
            [
                "open": ("reserved", "رزرو شد"), "disputed": ("in dispute", "مورد اختلاف"), "closed": ("counted", "شمرده شده"),
            ]
        case .event:
            [
                "delivered": ("delivery", "رساندن به دستگاه"), "seen": ("showing it", "دیدن"),
                "granted": ("allowing it", "اجازه دادن"), "activated": ("beginning", "آغاز"),
                "voided": ("refusing the grant", "نپذیرفتن اجازه"), "started": ("new work", "کار تازه"),
                "finished": ("an outcome", "ثبت نتیجه"), "denied": ("denying it", "رد کردن"),
                "revoked": ("taking the grant back", "پس گرفتن اجازه"), "ended": ("ending it", "پایان دادن"),
                "expired": ("its expiry", "پایان مهلت"), "dropped": ("dropping it", "کنار گذاشتن"),
                "completed": ("its end by itself", "پایان خودبه‌خود"),
                "clock-reversed": ("suspending it", "تعلیق"), "rebooted": ("suspending it", "تعلیق"),
                "settled": ("counting what was used", "شمارش مصرف"),
            ]
        case .state: StateWords.table
        case .collector: Dictionary(uniqueKeysWithValues: ReportPhrase.collectors.map { ($0.rawValue, $0.words) })
        case .part:
            [
                "relay": ("relay", "رله"), "installer": ("installer", "نصاب"), "logs": ("logs that may be read", "گزارش‌های مجاز"),
                "packages": ("packages of the system", "بسته‌های سیستم"),
                "serial-numbers": ("serial numbers", "شماره‌های سریال"),
                "fingerprint-salt": ("the vendor's key for hashes", "کلید فروشنده برای درهم‌سازی"),
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
            [
                "count": ("pieces", "عدد"), "minute": ("minutes", "دقیقه"), "hour": ("hours", "ساعت"),
                "person-day": ("person-days", "نفرروز"), "kilometre": ("kilometres", "کیلومتر"),
            ]
        }
    }
}
