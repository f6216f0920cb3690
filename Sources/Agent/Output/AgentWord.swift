package import Sentences

/// Labels, headings and short sentences of what people at the machine read, in both languages; Docs/words.md fixes the terms.
package enum AgentWord: String, CaseIterable, Sendable {
    case number, state, kind, technician, cost, rials, showWhole
    case cut, contract, points, through, endedOn, daysLeft, startsOn, guaranteeThrough, noContracts, noLines
    case quota, allotted, left, reserved, used, beyond, thenQuote, nothingBeyond, about
    case uncounted, free, byPrice, byQuote, notGiven, openQuotes, withTax, validUntil, notSigned, secondPersonMustConfirm
    case code, newCodeThen, oldCodeUntil, codeRule
    case asked, due, overdue, waitsForYou, answer, takenBy, file, notArrived, sent, kept, filesNotKept, noQuestions, listCut
    case sayReady, readySaid, confirmed, toBePrepared, quoteAccepting, quoteAccepted, yourLimit, aboveLimit, givenBack
    case allowedBeforehand, hoursOfTheWeek, untilMoment, costCap, allowedBy, takenBack, relayNotTold, noPolicies
    case noProducts, installingNow, keptVersion, failedVersion, installerProblem, waitsForDecision, releasesTrusted
    case thisMachine, byPolicy
    case noDiagnoses, findings, redactions, size, bundle, askedAt, wouldLeave, leaves, staysHere, decidedBy, why
    case toLookAt, toLetLeave, toKeep, isCollecting, waitsForYourLook, isOnItsWay, wasSent, wasWithheld, isOver, savedTo
    case exitStatus, signal, commandOutput, commandErrors
    case runsNow, waitsToGoOn, toStop, wordsDoNotFit, rule, bundleSize, moreRedactions, byRule, alsoWaiting

    // swift-format-ignore
    var texts: (english: String, persian: String) {
        switch self {
        case .exitStatus: ("Exit", "خروج")
        case .signal: ("Signal", "سیگنال")
        case .commandOutput: ("Output", "خروجی")
        case .commandErrors: ("Error output", "خروجی خطا")
        case .runsNow: ("runs now", "اکنون در حال اجراست")
        case .waitsToGoOn: ("waits to go on", "منتظر ادامه است")
        case .toStop: ("To stop it", "برای متوقف کردن آن")
        case .wordsDoNotFit: ("Its words are longer than fits here.", "متن آن بلندتر از آن است که اینجا جا شود.")
        case .byRule: ("By rule", "به تفکیک قاعده")
        case .alsoWaiting: ("Of this session wait, too", "از همین نشست این‌ها نیز منتظرند")
        case .rule: ("Rule", "قاعده")
        case .bundleSize: ("All files together", "همهٔ فایل‌ها با هم")
        case .moreRedactions: ("more places are named in redactions.json", "جای دیگر در redactions.json نام برده شده است")
        case .allowedBeforehand: ("Allowed beforehand", "از پیش مجاز")
        case .hoursOfTheWeek: ("At", "در")
        case .untilMoment: ("Until", "تا")
        case .costCap: ("Costs without a question up to", "بی‌پرسش تا هزینهٔ")
        case .allowedBy: ("Allowed by", "اجازه‌دهنده")
        case .takenBack: ("Taken back", "پس گرفته شد")
        case .relayNotTold: ("The relay is told when it can be reached.", "رله تا در دسترس شود باخبر می‌شود.")
        case .noProducts: ("The installer of this machine keeps no product.", "نصب‌کنندهٔ این دستگاه محصولی ندارد.")
        case .installingNow: ("Being installed", "در حال نصب")
        case .keptVersion: ("Can go back to", "نسخهٔ قابل بازگشت")
        case .failedVersion: ("Failed", "ناموفق")
        case .installerProblem: ("The installer cannot say", "نصب‌کننده پاسخ نمی‌دهد")
        case .waitsForDecision:
            ("Waits for you: keep the new version, or go back", "منتظر تصمیم شماست: نسخهٔ نو بماند، یا برگشت به نسخهٔ پیشین")
        case .releasesTrusted: ("Releases that this root signs are trusted:", "به انتشارهای امضاشدهٔ این ریشه اعتماد شد:")
        case .noDiagnoses: ("No diagnosis was asked for in the last days.", "در روزهای گذشته عیب‌یابی‌ای خواسته نشده است.")
        case .findings: ("Findings", "یافته‌ها")
        case .redactions: ("Taken out", "حذف‌شده‌ها")
        case .size: ("Size", "اندازه")
        case .bundle: ("Bundle", "بسته")
        case .askedAt: ("Asked for", "خواسته شد در")
        case .wouldLeave: ("Would leave this machine", "از این دستگاه خواهد رفت")
        case .leaves: ("Was made for it", "برای آن آماده شد")
        case .staysHere: ("Stays here", "اینجا می‌ماند")
        case .decidedBy: ("Decided by", "تصمیم‌گیرنده")
        case .why: ("Why", "دلیل")
        case .toLookAt: ("To look at it", "برای دیدن آن")
        case .toLetLeave: ("To let it leave", "برای فرستادن آن")
        case .toKeep: ("To keep it here", "برای نگه داشتن آن")
        case .isCollecting: ("being collected", "در حال گردآوری")
        case .waitsForYourLook: ("waits for your look", "منتظر بازبینی شما")
        case .isOnItsWay: ("may leave", "اجازهٔ رفتن دارد")
        case .wasSent: ("sent", "فرستاده شد")
        case .wasWithheld: ("kept here", "اینجا نگه داشته شد")
        case .isOver: ("over", "پایان‌یافته")
        case .savedTo: ("Saved in", "ذخیره شد در")
        case .noPolicies: ("Nothing is allowed beforehand.", "هیچ اجازهٔ دائمی نیست.")
        case .thisMachine: ("this machine itself", "خود این دستگاه")
        case .byPolicy: ("standing policy", "اجازهٔ دائمی")
        case .number: ("Number", "شماره")
        case .state: ("State", "وضعیت")
        case .kind: ("Service kind", "نوع خدمت")
        case .technician: ("Technician", "کارشناس")
        case .cost: ("Costs", "هزینه")
        case .rials: ("rials", "ریال")
        case .showWhole: ("To see one whole", "برای دیدن کامل هر یک")
        case .cut: ("There is more than fits here; ask the vendor for the rest.", "بیش از این هست که اینجا جا شود؛ بقیه را از فروشنده بپرسید.")
        case .contract: ("Contract", "قرارداد")
        case .points: ("club points", "امتیاز باشگاه")
        case .through: ("support through", "پشتیبانی تا پایان")
        case .endedOn: ("support ended on", "پشتیبانی پایان یافت در")
        case .daysLeft: ("days left", "روز مانده")
        case .startsOn: ("support starts on", "پشتیبانی آغاز می‌شود از")
        case .guaranteeThrough: ("guarantee through", "گارانتی تا پایان")
        case .noContracts: ("There is no contract for this machine's customer.", "برای مشتری این دستگاه قراردادی نیست.")
        case .noLines: ("The contract has no line.", "قرارداد ردیفی ندارد.")
        case .quota: ("Quota", "سهمیه")
        case .allotted: ("Allotted", "تخصیص")
        case .left: ("Left", "مانده")
        case .reserved: ("Reserved", "رزرو شد")
        case .used: ("Used", "مصرف شد")
        case .beyond: ("Beyond it", "بیش از آن")
        case .thenQuote: ("a quote", "پیش‌فاکتور")
        case .nothingBeyond: ("not given", "داده نمی‌شود")
        case .about: ("about", "حدود")
        case .uncounted: ("Covered, not counted", "پوشش دارد، بی‌شمارش")
        case .free: ("Free of charge", "رایگان")
        case .byPrice: ("At a fixed price, before tax", "با قیمت ثابت، پیش از مالیات")
        case .byQuote: ("By a quote", "با پیش‌فاکتور")
        case .notGiven: ("Not given", "داده نمی‌شود")
        case .openQuotes: ("Open quotes", "پیش‌فاکتورهای باز")
        case .withTax: ("with tax", "با مالیات")
        case .validUntil: ("valid until", "معتبر تا")
        case .notSigned: ("not signed by the customer", "مشتری امضا نکرده است")
        case .secondPersonMustConfirm: ("a second person must confirm", "نفر دوم باید تأیید کند")
        case .code: ("Support code", "کد پشتیبانی")
        case .newCodeThen: ("A new one comes after", "کد تازه می‌آید پس از")
        case .oldCodeUntil: ("The code before it is right until", "کد پیش از آن درست است تا")
        case .codeRule:
            ("Say it when you call: it tells who you are and allows nothing. A code is right for 24 hours more once a new one has come.",
             "هنگام تماس آن را بگویید: می‌گوید که هستید و اجازهٔ چیزی نمی‌دهد. هر کد تا ۲۴ ساعت پس از آمدن کد تازه هم درست است.")
        case .asked: ("asked on", "پرسیده شد در")
        case .due: ("Answer promised by", "مهلت پاسخ")
        case .overdue: ("that time has passed", "مهلت گذشته است")
        case .waitsForYou: ("The vendor waits for you to prepare", "فروشنده منتظر است تا آماده کنید")
        case .answer: ("Answer", "پاسخ")
        case .takenBy: ("Technician", "کارشناس")
        case .file: ("File", "فایل")
        case .notArrived: ("has not arrived whole", "کامل نرسیده است")
        case .sent: ("Sent to the vendor", "برای فروشنده فرستاده شد")
        case .kept:
            ("The help request is kept here and is sent when the vendor can be reached.",
             "درخواست کمک اینجا نگه داشته شد و وقتی دسترسی به فروشنده ممکن شود فرستاده می‌شود.")
        case .filesNotKept:
            ("Its files are not kept. When hamyar-agent status says that it is connected, run the same command again: they go with this help request.",
             "فایل‌هایش نگه داشته نمی‌شوند. وقتی hamyar-agent status می‌گوید متصل است، همین فرمان را دوباره اجرا کنید: با همین درخواست می‌روند.")
        case .noQuestions: ("There is no help request of this customer.", "درخواست کمکی از این مشتری نیست.")
        case .listCut: ("Only what waits on this machine is shown.", "تنها آنچه روی این دستگاه منتظر است نشان داده شد.")
        case .sayReady: ("When it is there", "وقتی آماده شد")
        case .readySaid: ("The vendor was told that it is ready.", "به فروشنده گفته شد که آماده است.")
        case .confirmed: ("Confirmed.", "تأیید شد.")
        case .toBePrepared: ("To be prepared first", "نخست باید آماده شود")
        case .quoteAccepting: ("a quote of the vendor; approving accepts it", "پیش‌فاکتور فروشنده است؛ اجازه دادن یعنی پذیرفتن آن")
        case .quoteAccepted: ("was accepted before; nothing is to be accepted again", "پیش‌تر پذیرفته شده است؛ دوباره چیزی پذیرفته نمی‌شود")
        case .yourLimit: ("You may accept up to", "سقف پذیرش شما")
        case .aboveLimit: ("this is above your limit; ask a person with a higher one", "این بیش از سقف شماست؛ از کسی با سقف بالاتر بخواهید")
        case .givenBack: ("Your approval does not count yet.", "اجازهٔ شما هنوز به حساب نمی‌آید.")
        }
    }
}

extension Language {
    package func word(_ word: AgentWord) -> String {
        self == .persian ? word.texts.persian : word.texts.english
    }
}
