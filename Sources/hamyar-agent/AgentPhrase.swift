import Sentences

/// What only this program says.
enum AgentPhrase {
    case waitsForRelay, termsChanged, logSound, enrolled, running, notRunning, connected, notConnected, roots, waiting, active
    case narrowHint, typeCost, answerHint, certificateUntil, lastError, listening, askAgain

    func text(in language: Language) -> String {
        let (english, persian) = words
        return language == .persian ? persian : english
    }

    private var words: (String, String) {
        switch self {
        case .waitsForRelay:
            (
                "The relay has not confirmed it yet; it will when it can be reached.",
                "رله هنوز تأیید نکرده است؛ تا در دسترس شود می‌کند."
            )
        case .termsChanged:
            (
                "The terms changed meanwhile, so nothing was allowed. Look again:",
                "شرایط در این میان تغییر کرد، پس اجازه‌ای داده نشد. دوباره ببینید:"
            )
        case .logSound: ("The log is sound", "گزارش درست است")
        case .enrolled: ("Enrolled", "ثبت شد")
        case .running: ("The agent runs", "عامل در حال اجراست")
        case .notRunning: ("The agent does not run", "عامل در حال اجرا نیست")
        case .connected: ("connected to", "متصل به")
        case .notConnected: ("not connected to", "بدون اتصال به")
        case .roots: ("Folders that can be allowed at all", "پوشه‌هایی که اصلاً می‌توان اجازه داد")
        case .waiting: ("Waiting for an answer", "منتظر پاسخ")
        case .active: ("Allowed now", "اکنون مجاز")
        case .narrowHint: ("To allow less", "برای اجازهٔ کمتر")
        case .typeCost: ("Type the cost in rials to accept it", "برای پذیرفتن، هزینه را به ریال بنویسید")
        case .answerHint: ("y: allow, n: refuse, Enter: later", "y: اجازه، n: رد، Enter: بعداً")
        case .certificateUntil: ("Certificate valid until", "اعتبار گواهی تا")
        case .lastError: ("Last problem", "آخرین مشکل")
        case .listening: ("Waiting for requests; Ctrl-C ends this.", "منتظر درخواست‌ها؛ Ctrl-C پایان می‌دهد.")
        case .askAgain: ("Please answer y or n.", "لطفاً y یا n پاسخ دهید.")
        }
    }
}
