/// Words of programs and of the kernel that stand as values of facts, as people say them. A word that is not here is shown as it is.
package enum FactValues {
    /// - Parameters:
    ///   - key: the field: the same word means something else in another one.
    ///   - language: in which nil says that the value itself is shown.
    package static func words(_ value: String, of key: String, in language: Language) -> String? {
        guard let row = tables[key]?[value] ?? (states.contains(key) ? common[value] : nil) else { return nil }
        return language.choose(row.0, row.1)
    }

    private static let states: Set<String> = ["state", "sub_state", "result", "at_boot", "system_state"]

    private static let common: [String: (String, String)] = [
        // Interfaces (operstate).
        "up": ("up", "برقرار"), "down": ("down", "قطع"), "unknown": ("unknown", "نامعلوم"), "dormant": ("dormant", "خفته"),
        "lowerlayerdown": ("down below", "لایهٔ زیرین قطع"), "notpresent": ("not there", "نبود"),
        "testing": ("being tested", "در آزمون"),
        // DNS resolvers.
        "answers": ("answers", "پاسخ می‌دهد"), "unknown-name": ("does not know the name", "نام را نمی‌شناسد"),
        "refuses": ("refuses", "نمی‌پذیرد"), "silent": ("no answer", "پاسخ نمی‌دهد"),
        "unreachable": ("not reached", "در دسترس نیست"), "unusable": ("no address", "نشانی نیست"),
        "not-asked": ("not asked", "پرسیده نشد"),
        // Processes (proc(5)).
        "R": ("runs", "در حال اجرا"), "S": ("sleeps", "خواب"), "D": ("waits for a disk", "منتظر دیسک"),
        "T": ("stopped", "متوقف"), "t": ("held by a debugger", "متوقف زیر اشکال‌زدا"), "Z": ("zombie", "زامبی"),
        "I": ("idle", "بیکار"), "X": ("ended", "پایان‌یافته"), "P": ("parked", "کنارگذاشته"),
        // Units of systemd, services of OpenRC.
        "active": ("active", "فعال"), "inactive": ("inactive", "غیرفعال"), "failed": ("failed", "ناکام"),
        "activating": ("starting", "در حال آغاز"), "deactivating": ("stopping", "در حال توقف"),
        "reloading": ("reloading", "در حال بازخوانی"), "maintenance": ("maintenance", "در تعمیر"),
        "running": ("running", "در حال اجرا"), "exited": ("ended", "پایان‌یافته"), "dead": ("not running", "خاموش"),
        "auto-restart": ("starts again", "آغاز دوباره"), "waiting": ("waiting", "منتظر"), "listening": ("listening", "گوش‌به‌زنگ"),
        "mounted": ("mounted", "سوارشده"), "start": ("starting", "در حال آغاز"), "start-pre": ("before its start", "پیش از آغاز"),
        "start-post": ("after its start", "پس از آغاز"), "stop": ("stopping", "در حال توقف"),
        "stop-sigterm": ("asked to stop", "در حال توقف"), "stop-sigkill": ("forced to stop", "در حال بستن اجباری"),
        "started": ("started", "آغازشده"), "stopped": ("stopped", "متوقف"), "crashed": ("crashed", "ازکارافتاده"),
        "unsupervised": ("nobody watches over it", "بی‌ناظر"), "starting": ("starting", "در حال آغاز"),
        "stopping": ("stopping", "در حال توقف"), "scheduled": ("scheduled", "در برنامه"),
        "success": ("success", "موفق"), "exit-code": ("by its exit status", "با وضعیت خروج"),
        "signal": ("by a signal", "با سیگنال"),
        "core-dump": ("by a crash (core dump)", "با فروپاشی (core dump)"), "timeout": ("took too long", "زمانش گذشت"),
        "watchdog": ("its watchdog", "نگهبان خودش"), "oom-kill": ("want of memory", "کمبود حافظه"),
        "start-limit-hit": ("started too often", "آغاز بیش از حد"), "resources": ("want of resources", "کمبود منابع"),
        "protocol": ("against the protocol", "خلاف قرارداد"), "dependency": ("something it needs", "وابستگی"),
        "enabled": ("yes", "بله"), "enabled-runtime": ("until the next start", "تا راه‌اندازی بعدی"), "disabled": ("no", "خیر"),
        "static": ("when needed", "هنگام نیاز"), "indirect": ("through another one", "از راه واحدی دیگر"),
        "masked": ("barred", "مسدود"), "generated": ("generated", "ساخته‌شده"), "transient": ("for now", "موقت"),
        "alias": ("another name", "نام دیگر"), "linked": ("linked", "پیوندشده"),
        "degraded": ("some failed", "برخی ناکام"), "initializing": ("starting", "در حال آغاز"),
        // Products, as the installer has them; probes.
        "installed": ("installed", "نصب شده"), "undecided": ("waits for a decision", "منتظر تصمیم"),
        "installing": ("being installed", "در حال نصب"), "foreign": ("not installed by this program", "نصب با ابزاری دیگر"),
        "absent": ("not there", "نبود"), "ok": ("complete", "کامل"), "partial": ("in part", "ناقص"),
        "skipped": ("not there", "نبود"),
    ]

    private static let tables: [String: [String: (String, String)]] = [
        "state": ["timeout": ("too slow, ended", "کند بود و پایان داده شد")],
        // Rules of redaction; a vendor's own and those of single issuers stay as they are.
        "rule": [
            "password": ("passwords", "گذرواژه"), "token": ("tokens", "توکن"),
            "authorization": ("HTTP credentials", "اعتبارنامهٔ HTTP"),
            "jwt": ("JSON Web Tokens", "توکن JWT"), "cookie": ("cookies", "کوکی"), "private-key": ("private keys", "کلید خصوصی"),
            "password-hash": ("password hashes", "درهم گذرواژه"), "national-id": ("national ids", "کد ملی"),
            "legal-id": ("legal persons' ids", "شناسهٔ ملی"), "mobile": ("mobile numbers", "شمارهٔ همراه"),
            "postal-code": ("postal codes", "کد پستی"), "card": ("card numbers", "شمارهٔ کارت"), "shaba": ("IBANs", "شبا"),
            "email": ("e-mail addresses", "رایانامه"), "name": ("names", "نام"),
            "customer": ("the customer's words", "واژه‌های مشتری"),
        ],
        "virtualisation": ["none": ("no", "خیر")],
        "reboot_reason": ["packages": ("installed packages", "بسته‌های نصب‌شده"), "kernel": ("a newer kernel", "هستهٔ تازه‌تر")],
        "source": [
            "journal": ("the system's journal", "دفتر سیستم (journal)"), "agent": ("the agent", "عامل"),
            "environment": ("the environment", "متغیرهای محیط"),
        ],
        "kind": [
            "http_proxy": ("HTTP", "برای HTTP"), "https_proxy": ("HTTPS", "برای HTTPS"), "no_proxy": ("exceptions", "استثناها"),
            "proxy": ("proxy", "پراکسی"), "partition": ("partition", "پارتیشن"), "file": ("file", "فایل"),
            "machine-id": ("machine's number", "شمارهٔ دستگاه"),
            "system-uuid": ("system's UUID", "UUID سیستم"), "system-serial": ("system's serial number", "شمارهٔ سریال سیستم"),
            "board-serial": ("board's serial number", "شمارهٔ سریال برد اصلی"),
            "chassis-serial": ("case's serial number", "شمارهٔ سریال بدنه"),
            "processor-serial": ("processor's serial number", "شمارهٔ سریال پردازنده"),
            "disk-serial": ("disk's serial number", "شمارهٔ سریال دیسک"), "network": ("network address", "نشانی شبکه"),
        ],
    ]
}
