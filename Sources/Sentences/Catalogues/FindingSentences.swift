extension Catalogue {
    /// What a diagnosis found. Never failures: they are told with their severity.
    // swift-format-ignore
    static let findings: [String: Sentence] = [
        "finding.disk.full": Sentence(
            "{subject} is {percent:number} % full, {available:bytes} are left.",
            "{subject} {percent:number}٪ پر است و {available:bytes} جا مانده است."),
        "finding.disk.inodes": Sentence(
            "{subject} has used {percent:number} % of its files, {free:number} more can be made.",
            "{subject} {percent:number}٪ از شمار فایل‌هایش را به کار برده است و {free:number} فایل دیگر جا دارد."),
        "finding.disk.errors": Sentence(
            "The file system {subject} on {device} has counted {count:number} errors.",
            "سیستم فایل {subject} روی {device} تا کنون {count:number} خطا شمرده است."),
        "finding.disk.io-errors": Sentence(
            "The disk {subject} ended {count:number} requests with an error since it was switched on.",
            "دیسک {subject} از زمان روشن شدن {count:number} درخواست را با خطا پایان داده است."),
        "finding.disk.smart-failing": Sentence(
            "The disk {subject} says that it is failing (SMART).",
            "دیسک {subject} خود می‌گوید که رو به خرابی است (SMART)."),
        "finding.disk.bad-sectors": Sentence(
            "The disk {subject} has {count:number} places that it cannot read.",
            "دیسک {subject} در {count:number} جا خوانده نمی‌شود."),
        "finding.disk.worn": Sentence(
            "The flash disk {subject} has used {percent:number} % of its life.",
            "دیسک فلش {subject} {percent:number}٪ از عمر خود را به سر برده است."),
        "finding.disk.read-only": Sentence(
            "{subject} is read-only although it should be writable: the kernel does so after an error of {device}.",
            "{subject} فقط‌خواندنی شده است، با آنکه باید نوشتنی باشد؛ هسته پس از خطای {device} چنین می‌کند."),
        "finding.disk.array-degraded": Sentence(
            "The array {subject} lacks {count:number} of its disks: one more failure may lose everything.",
            "آرایهٔ {subject} {count:number} دیسک کم دارد؛ خرابی یک دیسک دیگر می‌تواند همه چیز را از میان ببرد."),
        "finding.disk.no-answer": Sentence(
            "The file system {subject} does not answer; programs that touch it hang.",
            "سیستم فایل {subject} پاسخ نمی‌دهد و برنامه‌هایی که سراغ آن می‌روند گیر می‌کنند."),
        "finding.clock.behind": Sentence(
            "The clock is {seconds:seconds} slow[; TLS fails with certificates that are newer than {tls:seconds}].",
            "ساعت {seconds:seconds} عقب است[؛ TLS گواهی‌های تازه‌تر از {tls:seconds} را نمی‌پذیرد و شکست می‌خورد]."),
        "finding.clock.ahead": Sentence(
            "The clock is {seconds:seconds} fast[; TLS fails with certificates that end within {tls:seconds}, and records have wrong times].",
            "ساعت {seconds:seconds} جلو است[؛ TLS گواهی‌هایی را که تا {tls:seconds} دیگر پایان می‌یابند نمی‌پذیرد و زمان ثبت‌ها نادرست است]."),
        "finding.clock.ntp-off": Sentence(
            "Time synchronisation (NTP) is switched off.",
            "هماهنگ‌سازی زمان (NTP) خاموش است."),
        "finding.clock.unsynchronised": Sentence(
            "Nothing keeps the clock right: it is not synchronised.",
            "چیزی ساعت را درست نگه نمی‌دارد؛ ساعت هماهنگ نیست."),
        "finding.memory.low": Sentence(
            "Only {percent:number} % of the memory is left for programs: {available:bytes}.",
            "تنها {percent:number}٪ از حافظه برای برنامه‌ها مانده است: {available:bytes}."),
        "finding.memory.swap-full": Sentence(
            "{percent:number} % of the swap space is used, of {total:bytes}.",
            "{percent:number}٪ از فضای جابه‌جایی به کار رفته است، از {total:bytes}."),
        "finding.memory.oom": Sentence(
            "The kernel has ended programs {count:number} times for want of memory since this machine started.",
            "هسته از زمان روشن شدن دستگاه {count:number} بار برنامه‌ای را از کمبود حافظه بسته است."),
        "finding.memory.pressure": Sentence(
            "In the last minute something waited for memory {percent:number} % of the time.",
            "در دقیقهٔ گذشته {percent:number}٪ از زمان، کاری منتظر حافظه بوده است."),
        "finding.cpu.load": Sentence(
            "Over five minutes {load:quantity} tasks worked or waited at once, for {processors:number} processors.",
            "در پنج دقیقهٔ گذشته هم‌زمان {load:quantity} کار در جریان یا در انتظار بوده است، برای {processors:number} پردازنده."),
        "finding.cpu.steal": Sentence(
            "The host gave {percent:number} % of the processor's time to other guests.",
            "میزبان {percent:number}٪ از وقت پردازنده را به مهمان‌های دیگر داده است."),
        "finding.cpu.hot": Sentence(
            "The machine is {degrees:number} °C hot.",
            "دمای دستگاه {degrees:number} درجهٔ سلسیوس است."),
        "finding.cpu.throttled": Sentence(
            "Processors were slowed down {count:number} times because of heat.",
            "پردازنده‌ها {count:number} بار از گرما کند شده‌اند."),
        "finding.service.failed": Sentence(
            "{subject} has failed[ ({result})][, exit status {status:number}].",
            "{subject} از کار افتاده است[ ({result})][، با وضعیت خروج {status:number}]."),
        "finding.service.restarting": Sentence(
            "{subject} was started again {count:number} times by itself.",
            "{subject} {count:number} بار خودبه‌خود از نو راه افتاده است."),
        "finding.dns.broken": Sentence(
            "The name {subject} is not resolved[ ({reason})]: programs find no other machine.",
            "نام {subject} یافته نمی‌شود[ ({reason})]؛ برنامه‌ها دستگاه‌های دیگر را پیدا نمی‌کنند."),
        "finding.dns.none": Sentence(
            "The name {subject} is not resolved[ ({reason})]: no DNS resolver is configured.",
            "نام {subject} یافته نمی‌شود[ ({reason})]؛ هیچ نشانی DNS تنظیم نشده است."),
        "finding.dns.server": Sentence(
            "The DNS resolver {subject} does not answer, or refuses.",
            "DNS با نشانی {subject} پاسخ نمی‌دهد یا نمی‌پذیرد."),
        "finding.dns.slow": Sentence(
            "It took {millis:millis} until the name {subject} was resolved.",
            "یافتن نام {subject} {millis:millis} طول کشید."),
        "finding.relay.unreachable": Sentence(
            "The relay {subject} is not reached[ ({code})].",
            "رلهٔ {subject} در دسترس نیست[ ({code})]."),
        "finding.relay.intercepted": Sentence(
            "Somebody between here and {subject} opens encrypted connections[; the certificate is from {issuer}].",
            "کسی میان اینجا و {subject} اتصال رمزشده را باز می‌کند[؛ گواهی از {issuer} است]."),
        "finding.relay.slow": Sentence(
            "The way to {subject} and back takes {millis:millis}.",
            "رفت و برگشت تا {subject} {millis:millis} طول می‌کشد."),
        "finding.network.proxy": Sentence(
            "A proxy is configured: {subject} ({source}).",
            "پراکسی تنظیم شده است: {subject} ({source})."),
        "finding.network.no-route": Sentence(
            "There is no default route: nothing outside the own network is reached.",
            "مسیر پیش‌فرضی نیست؛ هیچ چیز بیرون از شبکهٔ خود در دسترس نیست."),
        "finding.network.mtu": Sentence(
            "Packets to the relay can have {bytes:number} bytes at most.",
            "بسته‌ها به سوی رله دست بالا {bytes:number} بایت می‌توانند باشند."),
        "finding.network.errors": Sentence(
            "The interface {subject} has counted {count:number} errors.",
            "رابط شبکهٔ {subject} {count:number} خطا شمرده است."),
        "finding.network.retransmits": Sentence(
            "{percent:number} % of what was sent had to be sent again.",
            "{percent:number}٪ از آنچه فرستاده شد باید دوباره فرستاده می‌شد."),
        "finding.network.connections": Sentence(
            "{percent:number} % of the {limit:number} connections that the firewall can follow are taken; beyond that new ones are dropped.",
            "{percent:number}٪ از {limit:number} اتصالی که دیوار آتش می‌تواند دنبال کند گرفته شده است؛ پس از آن اتصال تازه رد می‌شود."),
        "finding.process.zombies": Sentence(
            "{count:number} ended processes are not taken away by their parent[ {subject}][ ({parent})].",
            "{count:number} فرایند پایان‌یافته را والدشان[ {subject}][ ({parent})] برنداشته است."),
        "finding.process.blocked": Sentence(
            "{count:number} processes wait for a disk and cannot be ended[: {names}].",
            "{count:number} فرایند منتظر دیسک‌اند و نمی‌توان آن‌ها را بست[: {names}]."),
        "finding.process.limit": Sentence(
            "{percent:number} % of the {limit:number} processes and threads that can be are there.",
            "{percent:number}٪ از {limit:number} فرایند و رشتهٔ ممکن به کار است."),
        "finding.host.reboot": Sentence(
            "Updates wait for a restart of the machine[; it still runs kernel {kernel}].",
            "به‌روزرسانی‌ها منتظر راه‌اندازی دوبارهٔ دستگاه‌اند[؛ هنوز هستهٔ {kernel} اجرا می‌شود]."),
        "finding.host.out-of-support": Sentence(
            "{subject} gets no security updates any more, since {day:date}.",
            "{subject} از {day:date} دیگر به‌روزرسانی امنیتی نمی‌گیرد."),
        "finding.packages.broken": Sentence(
            "{count:number} packages are not wholly installed: {subject}.",
            "{count:number} بسته کامل نصب نشده است: {subject}."),
        "finding.packages.stale": Sentence(
            "Nothing was installed or updated for {days:number} days.",
            "{days:number} روز است که چیزی نصب یا به‌روز نشده است."),
        "finding.product.undecided": Sentence(
            "The install of {subject}[ {version}] waits for a decision about its data.",
            "نصب {subject}[ {version}] منتظر تصمیم دربارهٔ داده‌هاست."),
        "finding.product.failed-version": Sentence(
            "Version {version} of {subject} was tried and failed.",
            "نسخهٔ {version} از {subject} آزموده شد و شکست خورد."),
        "finding.product.probe": Sentence(
            "The check {probe} of {subject} did not work[ ({code})].",
            "آزمون {probe} از {subject} انجام نشد[ ({code})]."),
        "finding.collector.timeout": Sentence(
            "Collecting {subject:collector} took longer than {millis:millis} and was stopped; something there hangs.",
            "گردآوری {subject:collector} بیش از {millis:millis} طول کشید و متوقف شد؛ چیزی آنجا گیر کرده است."),
        "finding.collector.failed": Sentence(
            "{subject:collector} could not be collected[ ({code})].",
            "{subject:collector} گردآوری نشد[ ({code})]."),
    ]
}
