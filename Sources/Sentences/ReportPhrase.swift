/// Words of a diagnosis' report.
package enum ReportPhrase: String, CaseIterable, Sendable {
    case title, taken, number, hamyar, logText, logTimes, findings, nothingFound, next, glance, facts, logs, redacted,
        redactedText, nothingRedacted, leftOut,
        everythingThere
    case critical, warning, notice, rule, times, file, yes, no, none, showLog, cut, took, omitted, offline, free, of, lines, more
    case ok, partial, failed, timeout, skipped
    case host, cpu, memory, disks, network, processes, services, packages, products, time, hardware, product
    case relay, clock, failedServices, uptime, load, fullest, system, behind, ahead

    /// Named as the collectors are.
    static let collectors: [ReportPhrase] = [
        .host, .cpu, .memory, .disks, .network, .processes, .services, .logs, .packages, .products, .time, .hardware,
    ]

    var words: (english: String, persian: String) {
        switch self {
        case .title: ("Diagnosis", "عیب‌یابی")
        case .taken: ("Taken", "زمان برداشت")
        case .number: ("Machine's number", "شمارهٔ دستگاه")
        case .hamyar: ("Hamyar", "همیار")
        case .logText: ("Text of the logs", "متن گزارش‌ها")
        case .logTimes: ("Lines have the times that the machine wrote: ", "زمان خط‌ها همان است که دستگاه نوشته، ")
        case .findings: ("What was found", "یافته‌ها")
        case .nothingFound: ("Nothing to worry about was found.", "چیز نگران‌کننده‌ای یافت نشد.")
        case .next: ("Next step", "گام بعدی")
        case .glance: ("At a glance", "در یک نگاه")
        case .facts: ("Facts", "داده‌ها")
        case .logs: ("Logs", "گزارش‌ها")
        case .redacted: ("Redacted", "پوشانده‌شده‌ها")
        case .redactedText:
            (
                "These were taken out on the machine, before anybody saw the files. The same number is the same secret.",
                "این‌ها روی خود دستگاه و پیش از دیدن هر کس پوشانده شدند. شمارهٔ یکسان یعنی همان راز."
            )
        case .nothingRedacted: ("Nothing had to be taken out.", "چیزی برای پوشاندن نبود.")
        case .leftOut: ("What is missing, and why", "چه چیزی کم است و چرا")
        case .everythingThere: ("Nothing was left out.", "چیزی جا نمانده است.")
        case .critical: ("Critical", "بحرانی")
        case .warning: ("Warning", "هشدار")
        case .notice: ("Notice", "نکته")
        case .rule: ("Rule", "قاعده")
        case .times: ("Times", "بار")
        case .file: ("File", "فایل")
        case .yes: ("yes", "بله")
        case .no: ("no", "خیر")
        case .none: ("none", "هیچ")
        case .showLog: ("Show", "نمایش")
        case .cut: ("its beginning is cut off", "آغازش بریده شده است")
        case .took: ("took", "مدت")
        case .omitted: ("entries more were left out", "مورد دیگر نیامده است")
        case .offline: ("This page needs no network and loads nothing.", "این صفحه به شبکه نیاز ندارد و چیزی بار نمی‌کند.")
        case .free: ("free", "آزاد")
        case .of: ("of", "از")
        case .lines: ("lines", "خط")
        case .more: ("The rest is in the file", "بقیه در فایل است")
        case .ok: ("complete", "کامل")
        case .partial: ("in part", "ناقص")
        case .failed: ("failed", "ناکام")
        case .timeout: ("too slow, ended", "کند بود و پایان داده شد")
        case .skipped: ("not there", "نبود")
        case .host: ("Machine", "دستگاه")
        case .cpu: ("Processor", "پردازنده")
        case .memory: ("Memory", "حافظه")
        case .disks: ("Disks", "دیسک‌ها")
        case .network: ("Network", "شبکه")
        case .processes: ("Processes", "فرایندها")
        case .services: ("Services", "سرویس‌ها")
        case .packages: ("Packages", "بسته‌ها")
        case .products: ("Products", "محصولات")
        case .time: ("Clock", "ساعت")
        case .hardware: ("Hardware", "سخت‌افزار")
        case .product: ("Product", "محصول")
        case .relay: ("Relay", "رله")
        case .clock: ("Clock", "ساعت")
        case .failedServices: ("Failed services", "سرویس‌های ناکام")
        case .uptime: ("Running for", "روشن از")
        case .load: ("Load over 5 minutes", "بار در ۵ دقیقه")
        case .fullest: ("Fullest disk", "پرترین دیسک")
        case .system: ("System", "سیستم‌عامل")
        case .behind: ("behind the relay", "عقب‌تر از رله")
        case .ahead: ("ahead of the relay", "جلوتر از رله")
        }
    }
}

extension Language {
    package func phrase(_ phrase: ReportPhrase) -> String {
        choose(phrase.words.english, phrase.words.persian)
    }
}

extension Language {
    /// What a collector looks at: `Disks`, `دیسک‌ها`; of a product's `Product ledger`. One of a newer program is shown as it is.
    package func collector(_ name: String) -> String {
        if let phrase = ReportPhrase.collectors.first(where: { $0.rawValue == name }) { return self.phrase(phrase) }
        let product = name.hasPrefix("product:") ? name.dropFirst("product:".count) : nil
        return product.map { phrase(ReportPhrase.product) + " " + Isolation.isolate(String($0), in: self) }
            ?? Isolation.isolate(name, in: self)
    }
}
