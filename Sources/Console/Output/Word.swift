package import Sentences

/// Labels, headings and short sentences of this program, in both languages; Docs/words.md fixes the terms.
package enum Word: String, CaseIterable, Sendable {
    case number, name, customer, machine, contract, product, version, state, id, kind, place, coverage, left, price, until, since
    case technician, organisation, admin, checkWords, validUntil, code, expires, program, platform, lastSeen, online, away
    case quota, unit, allotted, available, reserved, used, givenBack, expired, period, time, type, actor, reason, session, changes
    case service, scope, byteLimit, duration, requestExpires, grantExpires, reference, events, lines, outcome, verdict, conditions
    case allowed, approver, file, size, digest, backup, speed, source, destination, entries, root, index, what, relay, vendor
    case detail, from, cost, settlement, checkpoint
    case nothingFound, noMachines, noTechnicians, noSessions, noServices, noEntries, noBalances
    case enrolled, waitingForApproval, revoked, added, invited, asked, delivered, seen, waiting, active, ended, dryRun,
        chooseContract
    case pushed, pulled, unchanged, verified, logSound, logUnsound, ownCheck, relayCheck, newSession, verifying, yes, no
    case sayCode, ofTotal, timeLeft

    // swift-format-ignore
    var texts: (english: String, persian: String) {
        switch self {
        case .number: ("Number", "شماره")
        case .name: ("Name", "نام")
        case .customer: ("Customer", "مشتری")
        case .machine: ("Machine", "دستگاه")
        case .contract: ("Contract", "قرارداد")
        case .product: ("Product", "محصول")
        case .version: ("Version", "نسخه")
        case .state: ("State", "وضعیت")
        case .id: ("Id", "شناسه")
        case .kind: ("Service kind", "نوع خدمت")
        case .place: ("Place", "محل")
        case .coverage: ("Cover", "پوشش")
        case .left: ("Left after", "پس از آن می‌ماند")
        case .price: ("Costs", "هزینه")
        case .until: ("Until", "تا")
        case .since: ("since", "از")
        case .technician: ("Technician", "کارشناس")
        case .organisation: ("Organisation", "سازمان")
        case .admin: ("Admin", "مدیر")
        case .checkWords: ("Check words", "واژه‌های تطبیق")
        case .validUntil: ("Valid until", "معتبر تا")
        case .code: ("Code", "کد")
        case .expires: ("Expires", "پایان مهلت")
        case .program: ("Program", "برنامه")
        case .platform: ("Platform", "سکو")
        case .lastSeen: ("Last seen", "آخرین حضور")
        case .online: ("online", "در دسترس")
        case .away: ("away", "دور از دسترس")
        case .quota: ("Quota", "سهمیه")
        case .unit: ("Unit", "واحد")
        case .allotted: ("Allotted", "تخصیص")
        case .available: ("Available", "موجود")
        case .reserved: ("Reserved", "رزرو شد")
        case .used: ("Used", "مصرف شد")
        case .givenBack: ("Given back", "برگشت")
        case .expired: ("Expired", "منقضی شد")
        case .period: ("Term", "دوره")
        case .time: ("Time", "زمان")
        case .type: ("Type", "نوع")
        case .actor: ("By", "به دست")
        case .reason: ("Reason", "دلیل")
        case .session: ("Session", "نشست")
        case .changes: ("Changes", "تغییرها")
        case .service: ("Service", "خدمت")
        case .scope: ("Asked for", "خواسته")
        case .byteLimit: ("At most", "حداکثر")
        case .duration: ("For", "به مدت")
        case .requestExpires: ("Request expires", "پایان مهلت درخواست")
        case .grantExpires: ("Grant expires", "پایان مهلت اجازه")
        case .reference: ("Ticket", "تیکت")
        case .events: ("What happened", "آنچه گذشت")
        case .lines: ("Lines", "ردیف‌ها")
        case .outcome: ("Outcome", "نتیجه")
        case .verdict: ("Verdict", "حکم")
        case .conditions: ("Conditions", "شرط‌ها")
        case .allowed: ("Allowed", "مجاز")
        case .approver: ("Allowed by", "اجازه‌دهنده")
        case .file: ("File", "فایل")
        case .size: ("Size", "اندازه")
        case .digest: ("SHA-256", "SHA-256")
        case .backup: ("Backup", "نسخهٔ پشتیبان")
        case .speed: ("Speed", "سرعت")
        case .source: ("From", "از")
        case .destination: ("To", "به")
        case .entries: ("Entries", "ثبت‌ها")
        case .root: ("Root", "ریشه")
        case .index: ("Index", "شمارهٔ ثبت")
        case .what: ("What", "چه")
        case .relay: ("Relay", "رله")
        case .vendor: ("Vendor", "فروشنده")
        case .detail: ("Detail", "شرح")
        case .from: ("From", "از")
        case .cost: ("Cost", "هزینه")
        case .settlement: ("Settlement", "تسویه")
        case .checkpoint: ("Signed root", "ریشهٔ امضاشده")
        case .nothingFound: ("Nothing was found.", "چیزی پیدا نشد.")
        case .noMachines: ("There is no machine.", "دستگاهی نیست.")
        case .noTechnicians: ("There is no technician.", "کارشناسی نیست.")
        case .noSessions: ("There is no session.", "نشستی نیست.")
        case .noServices: ("No service is offered for this machine.", "خدمتی برای این دستگاه نیست.")
        case .noEntries: ("There is no entry.", "ثبتی نیست.")
        case .noBalances: ("The contract has no quotas.", "قرارداد سهمیه‌ای ندارد.")
        case .enrolled: ("Enrolled.", "ثبت‌نام شد.")
        case .waitingForApproval:
            ("Waiting for an admin's approval; compare the check words, then run the same command again.",
             "منتظر تأیید مدیر؛ واژه‌های تطبیق را مقایسه کنید، سپس همین فرمان را دوباره اجرا کنید.")
        case .revoked: ("Revoked.", "باطل شد.")
        case .added: ("Added.", "افزوده شد.")
        case .invited: ("Invited.", "دعوت شد.")
        case .asked: ("The customer is asked.", "از مشتری پرسیده شد.")
        case .delivered: ("Delivered to the machine.", "به دستگاه رسید.")
        case .seen: ("Seen by the customer.", "مشتری دید.")
        case .waiting: ("Waiting for the customer.", "منتظر مشتری.")
        case .active: ("Allowed; work may begin.", "اجازه داده شد؛ کار می‌تواند آغاز شود.")
        case .ended: ("Ended", "پایان یافت")
        case .dryRun: ("Nobody was asked, nothing was reserved.", "از کسی پرسیده نشد و چیزی رزرو نشد.")
        case .chooseContract: ("Choose one with --contract:", "یکی را با \u{200e}--contract برگزینید:")
        case .pushed: ("Sent and verified.", "فرستاده و تأیید شد.")
        case .pulled: ("Fetched and verified.", "گرفته و تأیید شد.")
        case .unchanged: ("Nothing had to be sent: it was there already.", "چیزی فرستاده نشد: پیش‌تر آنجا بود.")
        case .verified: ("verified", "تأیید شد")
        case .logSound: ("The log is sound.", "دفتر رویداد درست است.")
        case .logUnsound: ("The log is not sound.", "دفتر رویداد درست نیست.")
        case .ownCheck: ("Checked here, entry by entry", "وارسی اینجا، ثبت به ثبت")
        case .relayCheck: ("Checked by the relay, with its database", "وارسی رله، با پایگاه داده‌اش")
        case .newSession: ("A signed request cannot change: this is a new session, and the customer is asked again.",
                           "درخواست امضاشده تغییر نمی‌کند: این نشست تازه‌ای است و از مشتری دوباره پرسیده می‌شود.")
        case .verifying: ("verifying", "در حال تأیید")
        case .yes: ("yes", "بله")
        case .no: ("no", "نه")
        case .sayCode: ("Give this code to them; it works once.", "این کد را به او بدهید؛ یک بار کار می‌کند.")
        case .ofTotal: ("of", "از")
        case .timeLeft: ("left", "مانده")
        }
    }
}

extension Language {
    package func word(_ word: Word) -> String {
        self == .english ? word.texts.english : word.texts.persian
    }
}
