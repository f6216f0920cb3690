/// Values of facts that are words of a fixed list, for Persian readers: what the kernel and systemd say. Others, and all of them in English,
/// are shown as they are.
package enum FactValues {
    private static let fields: Set<String> = ["state", "sub_state", "result", "kind", "reboot_reason", "system_state", "at_boot"]

    private static let persian: [String: String] = [
        "up": "روشن", "down": "خاموش", "dormant": "در انتظار", "lowerlayerdown": "لایهٔ پایین خاموش", "unknown": "نامعلوم",
        "answers": "پاسخ می‌دهد", "silent": "پاسخ نمی‌دهد", "refuses": "نمی‌پذیرد", "unreachable": "دور از دسترس",
        "unusable": "به‌کارنیامدنی", "unknown-name": "نام ناشناخته", "not-asked": "پرسیده نشد",
        "R": "در حال اجرا", "S": "خفته", "D": "منتظر دیسک", "Z": "زامبی", "T": "ایستاده", "t": "ایستاده", "I": "بیکار",
        "active": "فعال", "inactive": "غیرفعال", "activating": "در حال آغاز", "deactivating": "در حال پایان",
        "reloading": "در حال بارگذاری دوباره", "maintenance": "در نگهداری", "failed": "ناکام", "running": "در حال اجرا",
        "exited": "پایان‌یافته", "dead": "ایستاده", "waiting": "منتظر", "listening": "گوش‌به‌زنگ", "mounted": "سوارشده",
        "auto-restart": "آغاز دوبارهٔ خودکار", "start": "آغاز", "stop": "ایست", "stopped": "ایستاده", "started": "آغازشده",
        "crashed": "ناکام", "success": "موفق", "exit-code": "کد خروج", "signal": "سیگنال", "core-dump": "سیگنال، با رونوشت حافظه",
        "timeout": "پایان مهلت", "watchdog": "بی‌خبری از آن", "start-limit-hit": "آغازهای پی‌درپی", "oom-kill": "کمبود حافظه",
        "resources": "کمبود منابع", "installed": "نصب‌شده", "absent": "نصب‌نشده", "ok": "درست", "partial": "ناقص",
        "skipped": "کنارگذاشته", "partition": "پارتیشن", "file": "فایل", "kernel": "هستهٔ نو",
        "degraded": "با خدمت‌های ناکام", "initializing": "در حال آغاز", "starting": "در حال آغاز", "stopping": "در حال پایان",
        "enabled": "فعال", "disabled": "غیرفعال", "static": "به خواست دیگران", "masked": "بسته", "generated": "ساخته‌شده",
        "proxy": "پراکسی", "https_proxy": "پراکسی HTTPS", "http_proxy": "پراکسی HTTP", "no_proxy": "بی‌پراکسی",
    ]

    /// nil where it is shown as it is.
    package static func word(_ value: String, of field: String, in language: Language) -> String? {
        guard language == .persian, fields.contains(field) else { return nil }
        return persian[value]
    }
}
