import Sentences

/// The states and places that the relay names by codes, as customers say them.
enum AgentState {
    // swift-format-ignore
    static let words: [String: (english: String, persian: String)] = [
        // Contracts.
        "active": ("active", "برقرار"),
        "suspended": ("suspended", "معلق"),
        "cancelled": ("cancelled", "لغو شد"),
        "transferred": ("transferred", "منتقل شد"),
        // Quotes.
        "quoted": ("waits for you to accept it", "منتظر پذیرش شما"),
        "recorded": ("acceptance recorded", "پذیرش ثبت شد"),
        "accepted": ("accepted", "پذیرفته شد"),
        "withdrawn": ("withdrawn", "پس گرفته شد"),
        "lapsed": ("its time is over", "مهلتش گذشت"),
        "prepaid": ("paid in advance", "پیش‌پرداخت شد"),
        "performed": ("performed", "انجام شد"),
        "invoiced": ("invoiced", "فاکتور شد"),
        "paid": ("paid", "پرداخت شد"),
        "credited": ("refunded", "بازپرداخت شد"),
        // Help requests; the last two are this machine's own.
        "open": ("open", "باز"),
        "taken": ("taken", "در دست کار"),
        "waiting": ("waits for you", "منتظر شما"),
        "ready": ("ready", "آماده"),
        "closed": ("answered", "پاسخ داده شد"),
        "unsent": ("not sent yet", "هنوز فرستاده نشده"),
        "refused": ("not taken", "پذیرفته نشد"),
    ]
}

extension Language {
    /// A code in this language; one that a newer relay sent as it is.
    func state(_ code: String) -> String {
        guard let words = AgentState.words[code] else { return Isolation.isolate(code, in: self) }
        return self == .persian ? words.persian : words.english
    }
}
