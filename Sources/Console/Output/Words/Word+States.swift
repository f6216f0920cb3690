import Sentences

/// The codes of states, places, channels and outcomes, as people say them.
extension Word {
    static let states: [String: Word] = [
        // Contracts and organisations.
        "active": Word("active", "برقرار"),
        "suspended": Word("suspended", "معلق"),
        "cancelled": Word("cancelled", "لغو شد"),
        "transferred": Word("transferred", "منتقل شد"),
        "vendor": Word("vendor", "فروشنده"),
        "branch": Word("branch", "شعبه"),
        // Quotes.
        "quoted": Word("quoted", "قیمت داده شد"),
        "recorded": Word("acceptance recorded", "پذیرش ثبت شد"),
        "accepted": Word("accepted", "پذیرفته شد"),
        "withdrawn": Word("withdrawn", "پس گرفته شد"),
        "lapsed": Word("lapsed", "مهلتش گذشت"),
        "prepaid": Word("paid in advance", "پیش‌پرداخت شد"),
        "performed": Word("performed", "انجام شد"),
        "invoiced": Word("invoiced", "فاکتور شد"),
        "paid": Word("paid", "پرداخت شد"),
        "credited": Word("refunded", "بازپرداخت شد"),
        // Records, corrections, help requests.
        "pending": Word("waiting for a second person", "منتظر نفر دوم"),
        "void": Word("void", "باطل"),
        "proposed": Word("proposed", "پیشنهاد شد"),
        "applied": Word("applied", "اعمال شد"),
        "rejected": Word("rejected", "پذیرفته نشد"),
        "open": Word("open", "باز"),
        "taken": Word("taken", "در دست کار"),
        "waiting": Word("waiting for the customer", "منتظر مشتری"),
        "attached": Word("file attached", "فایل پیوست شد"),
        "ready": Word("ready", "آماده"),
        "closed": Word("answered", "پاسخ داده شد"),
        "confirmed": Word("confirmed", "تأیید شد"),
        "done": Word("done", "انجام شد"),
        "partial": Word("done in part", "بخشی انجام شد"),
        "failed": Word("failed", "انجام نشد"),
        "stopped": Word("stopped", "متوقف شد"),
        "disputed": Word("in dispute", "مورد اختلاف"),
        "silent": Word("no word from the machine", "دستگاه چیزی نگفت"),
        // Places and channels.
        "remote": Word("remote", "از راه دور"),
        "phone": Word("phone", "تلفن"),
        "on-site": Word("on site", "در محل مشتری"),
        "company": Word("at the company", "در شرکت"),
        "agency": Word("at an agency", "در نمایندگی"),
        "whatsapp": Word("WhatsApp", "واتساپ"),
        "portal": Word("portal", "پورتال"),
        "chat": Word("web chat", "گفت‌وگوی وب"),
        // What a customer's word stands on.
        "prompt": Word("at the machine's prompt", "پای دستگاه"),
        "letter": Word("by letter", "با نامه"),
        "none": Word("not identified", "شناسایی نشده"),
        "code": Word("by support code", "با کد پشتیبانی"),
        "signed": Word("by the machine's signature", "با امضای دستگاه"),
        // What a plan gives.
        "covered": Word("covered", "پوشش دارد"),
        "priced": Word("priced", "هزینه دارد"),
        "free": Word("free", "رایگان"),
        "uncounted": Word("covered, not counted", "پوشش دارد، بی‌شمارش"),
        "quota": Word("quota", "سهمیه"),
        "quote": Word("quote", "پیش‌فاکتور"),
        "tariff": Word("quote by the tariff", "پیش‌فاکتور با تعرفه"),
        "fixed": Word("fixed price", "قیمت ثابت"),
        "denied": Word("not given", "داده نمی‌شود"),
        // Corrections and library items.
        "adjust": Word("adjustment", "تغییر مقدار"),
        "refund": Word("refund", "پس دادن"),
        "reverse": Word("reversal", "برگرداندن ثبت"),
        "text": Word("text", "متن"),
        "video": Word("video", "ویدئو"),
    ]
}

extension Language {
    /// A code in this language; one that a newer relay sent as it is.
    func state(_ code: String) -> String {
        Word.states[code].map { word($0) } ?? Isolation.isolate(code, in: self)
    }
}
