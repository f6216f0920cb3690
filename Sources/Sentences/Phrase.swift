/// Short words and labels of prompts and tables. Docs/words.md fixes them; the compiler sees that both languages have each.
package enum Phrase: String, CaseIterable, Sendable {
    case vendor, technician, machine, customer, organisation, contract, product, reason, reference, allows, scope, byteLimit
    case duration, cost, coverage, conditions, checkWords, requestExpires, grantExpires, state, number, quota, period
    case granted, available, reserved, used, givenBack, expired, left
    case speed, verified, online, away, since
    case question, approved, denied, revoked, stopped, nothingWaiting
    case delivered, seen, waiting, quotedText, policy, outcome, backup
    case command, script, scriptValues, diagnosis, liveFigures, directory, timeLimit, collected, allOfIt, logsSince, signedOrder
    case found, takenOut, leftOut, readings, bundleSent, bundleKept

    var words: (english: String, persian: String) {
        switch self {
        case .vendor: ("Vendor", "فروشنده")
        case .technician: ("Technician", "کارشناس")
        case .machine: ("Machine", "دستگاه")
        case .customer: ("Customer", "مشتری")
        case .organisation: ("Organisation", "سازمان")
        case .contract: ("Contract", "قرارداد")
        case .product: ("Product", "محصول")
        case .reason: ("Reason, in the technician's words", "دلیل، به گفتهٔ کارشناس")
        case .reference: ("Ticket", "تیکت")
        case .allows: ("What this allows", "آنچه با این اجازه داده می‌شود")
        case .scope: ("Allowed", "مجاز")
        case .byteLimit: ("At most", "حداکثر")
        case .duration: ("For", "به مدت")
        case .cost: ("Costs", "هزینه")
        case .coverage: ("Entitlement", "حق استفاده")
        case .conditions: ("Conditions", "شرط‌ها")
        case .checkWords: ("Check words", "واژه‌های تطبیق")
        case .requestExpires: ("Request expires", "پایان مهلت درخواست")
        case .grantExpires: ("Grant expires", "پایان مهلت اجازه")
        case .state: ("State", "وضعیت")
        case .number: ("Number", "شماره")
        case .quota: ("Quota", "سهمیه")
        case .period: ("Period", "دوره")
        case .granted: ("allotted", "تخصیص")
        case .available: ("available", "موجود")
        case .reserved: ("reserved", "رزرو شد")
        case .used: ("used", "مصرف شد")
        case .givenBack: ("given back", "برگشت")
        case .expired: ("expired", "منقضی شد")
        case .left: ("left", "مانده")
        case .speed: ("Speed", "سرعت")
        case .verified: ("verified", "تأیید شد")
        case .online: ("online", "در دسترس")
        case .away: ("away", "دور از دسترس")
        case .since: ("since", "از")
        case .question: ("Approve? [y/N]", "اجازه می‌دهید؟ [y/N]")
        case .approved: ("Allowed.", "اجازه داده شد.")
        case .denied: ("Denied.", "رد شد.")
        case .revoked: ("The grant was taken back.", "اجازه پس گرفته شد.")
        case .stopped: ("Everything was stopped.", "همه چیز متوقف شد.")
        case .nothingWaiting: ("Nothing waits for an answer.", "چیزی منتظر پاسخ نیست.")
        case .delivered: ("delivered to the machine", "به دستگاه رسید")
        case .seen: ("seen by the customer", "مشتری دید")
        case .waiting: ("waiting for the customer", "منتظر مشتری")
        case .quotedText: ("as given by the other side", "به گفتهٔ طرف مقابل")
        case .policy: ("by standing policy", "بنا بر سیاست دائمی")
        case .outcome: ("Outcome", "نتیجه")
        case .backup: ("Backup", "نسخهٔ پشتیبان")
        case .command: ("Command", "فرمان")
        case .script: ("Script", "اسکریپت")
        case .scriptValues: ("Values", "مقدارها")
        case .diagnosis: ("Diagnosis", "عیب‌یابی")
        case .liveFigures: ("Live figures each", "ارقام زنده، هر")
        case .directory: ("Directory", "پوشه")
        case .timeLimit: ("At most", "حداکثر")
        case .collected: ("Asked for", "خواسته شد")
        case .allOfIt: ("everything", "همه چیز")
        case .logsSince: ("Logs since", "گزارش‌ها از")
        case .signedOrder: ("As it was signed", "چنان‌که امضا شد")
        case .found: ("Findings", "یافته‌ها")
        case .takenOut: ("Taken out", "حذف‌شده‌ها")
        case .leftOut: ("Left out by the customer", "کنارگذاشتهٔ مشتری")
        case .readings: ("Readings", "خواندن‌ها")
        case .bundleSent: ("The bundle was sent.", "بسته فرستاده شد.")
        case .bundleKept: ("Nothing was sent.", "چیزی فرستاده نشد.")
        }
    }
}

extension Language {
    package func phrase(_ phrase: Phrase) -> String {
        choose(phrase.words.english, phrase.words.persian)
    }

    /// Text that another party wrote, in quotation marks, cleaned and isolated: it must not be taken for ours.
    package func quoted(_ text: String) -> String {
        choose("“\(Isolation.isolate(text, in: self))”", "«\(Isolation.isolate(text, in: self))»")
    }

    /// `label: value`, the value cleaned and isolated.
    package func labelled(_ label: Phrase, _ value: String) -> String {
        phrase(label) + ": " + Isolation.isolate(value, in: self)
    }
}
