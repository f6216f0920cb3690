/// The codes of states, places, channels and outcomes, as people say them; Docs/words.md fixes the words. Where a code means
/// another thing of another subject, `CodeWords` has that subject's own.
enum StateWords {
    static let table: [String: (english: String, persian: String)] = [
        // Contracts and organisations.
        "active": ("active", "برقرار"),
        "suspended": ("suspended", "معلق"),
        "cancelled": ("cancelled", "لغو شد"),
        "transferred": ("transferred", "منتقل شد"),
        "vendor": ("vendor", "فروشنده"),
        "branch": ("branch", "شعبه"),
        // Quotes.
        "quoted": ("quoted", "قیمت داده شد"),
        "recorded": ("acceptance recorded", "پذیرش ثبت شد"),
        "accepted": ("accepted", "پذیرفته شد"),
        "withdrawn": ("withdrawn", "پس گرفته شد"),
        "lapsed": ("lapsed", "مهلتش گذشت"),
        "prepaid": ("paid in advance", "پیش‌پرداخت شد"),
        "performed": ("performed", "انجام شد"),
        "invoiced": ("invoiced", "فاکتور شد"),
        "paid": ("paid", "پرداخت شد"),
        "released": ("given back", "برگشت"),
        "credited": ("refunded", "بازپرداخت شد"),
        // Records, corrections, help requests.
        "pending": ("waiting for a second person", "منتظر نفر دوم"),
        "void": ("void", "باطل"),
        "proposed": ("proposed", "پیشنهاد شد"),
        "applied": ("applied", "اعمال شد"),
        "rejected": ("rejected", "پذیرفته نشد"),
        "open": ("open", "باز"),
        "taken": ("taken", "در دست کار"),
        "waiting": ("waiting for the customer", "منتظر مشتری"),
        "attached": ("file attached", "فایل پیوست شد"),
        "ready": ("ready", "آماده"),
        "closed": ("answered", "پاسخ داده شد"),
        "confirmed": ("confirmed", "تأیید شد"),
        "done": ("done", "انجام شد"),
        "partial": ("done in part", "بخشی انجام شد"),
        "failed": ("failed", "انجام نشد"),
        "stopped": ("stopped", "متوقف شد"),
        "disputed": ("in dispute", "مورد اختلاف"),
        "silent": ("no word from the machine", "دستگاه چیزی نگفت"),
        // Places and channels.
        "remote": ("remote", "از راه دور"),
        "phone": ("phone", "تلفن"),
        "on-site": ("on site", "در محل مشتری"),
        "company": ("at the company", "در شرکت"),
        "agency": ("at an agency", "در نمایندگی"),
        "whatsapp": ("WhatsApp", "واتساپ"),
        "portal": ("portal", "پورتال"),
        "chat": ("web chat", "گفت‌وگوی وب"),
        // What a customer's word stands on.
        "prompt": ("at the machine's prompt", "پای دستگاه"),
        "letter": ("by letter", "با نامه"),
        "none": ("not identified", "شناسایی نشده"),
        "code": ("by support code", "با کد پشتیبانی"),
        "signed": ("by the machine's signature", "با امضای دستگاه"),
        // What a plan gives.
        "covered": ("covered", "پوشش دارد"),
        "priced": ("priced", "هزینه دارد"),
        "free": ("free", "رایگان"),
        "uncounted": ("covered, not counted", "پوشش دارد، بی‌شمارش"),
        "quota": ("quota", "سهمیه"),
        "quote": ("quote", "پیش‌فاکتور"),
        "tariff": ("quote by the tariff", "پیش‌فاکتور با تعرفه"),
        "fixed": ("fixed price", "قیمت ثابت"),
        "denied": ("not given", "داده نمی‌شود"),
        // Corrections and library items.
        "adjust": ("adjustment", "تغییر مقدار"),
        "refund": ("refund", "پس دادن"),
        "reverse": ("reversal", "برگرداندن ثبت"),
        "text": ("text", "متن"),
        "video": ("video", "ویدئو"),
    ]
}

extension Language {
    /// A state, place, channel or outcome in this language; one that a newer relay sent as it is.
    package func state(_ code: String) -> String {
        StateWords.table[code].map { choose($0.english, $0.persian) } ?? Isolation.isolate(code, in: self)
    }

    /// The state of a machine or technician in this language; one that a newer relay sent as it is.
    package func party(_ code: String) -> String {
        CodeWords.party.words(code, in: self) ?? Isolation.isolate(code, in: self)
    }
}
