import Sentences

/// Transfers that wait at the relay.
extension Word {
    static let machinesChosen = Word("Machines", "دستگاه‌ها")
    static let waitsUntil = Word("Waits until", "در انتظار تا")
    static let certificateUntil = Word("Your certificate until", "گواهی شما تا")
    static let waits = Word("waits", "در انتظار")
    static let certificateEndsBefore = Word(
        "Your certificate ends before that time would: have it renewed, or it waits no longer.",
        "گواهی شما پیش از آن پایان می‌یابد: آن را نو کنید، وگرنه بیش از این در انتظار نمی‌ماند.")
    static let askedWhenBack = Word(
        "Each customer is asked when their machine is back.", "هر مشتری هنگامی که دستگاهش بازگردد پرسیده می‌شود.")
    static let noTransfers = Word("No transfers.", "انتقالی نیست.")
    static let tags = Word("Tags", "برچسب‌ها")
    static let products = Word("Products", "محصول‌ها")
    package static let goOn = Word("Go on? (yes/no)", "ادامه دهم؟ (yes/no)")

    static func cover(_ cover: WaitingEstimate.Cover) -> Word {
        switch cover {
        case .covered: Word("Covered", "زیر پوشش")
        case .free: Word("Free", "رایگان")
        case .priced: Word("With a price", "هزینه‌دار")
        case .session: Word("Under the session that you named", "در نشستی که نام بردید")
        case .denied: Word("Left out", "کنار گذاشته")
        }
    }

    /// What the relay says a transfer is at; as it is where this program does not know it.
    static func transferState(_ state: String) -> Word {
        switch state {
        case "uploading": Word("on its way to the relay", "در راه رله")
        case "waiting": Word("waits for the machine", "منتظر دستگاه")
        case "asked": Word("waits for the customer", "منتظر مشتری")
        case "granted": Word("granted", "اجازه داده شد")
        case "running": Word("running", "در حال انتقال")
        case "done": Word("done", "انجام شد")
        case "failed": Word("failed", "انجام نشد")
        case "expired": Word("expired", "مهلتش گذشت")
        case "cancelled": Word("cancelled", "لغو شد")
        default: Word(state, state)
        }
    }
}
