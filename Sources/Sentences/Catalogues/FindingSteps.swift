extension Catalogue {
    /// What to do about a finding, by the code of its sentence.
    // swift-format-ignore
    static let findingSteps: [String: Sentence] = [
        "finding.disk.full": Sentence(
            "Free space on {subject}, or make it larger: old logs, backups and packages first.",
            "روی {subject} جا باز کنید یا آن را بزرگ‌تر کنید؛ نخست گزارش‌ها، پشتیبان‌ها و بسته‌های کهنه."),
        "finding.disk.inodes": Sentence(
            "Look for a folder with very many small files on {subject} (sessions, mail, caches) and clear it.",
            "روی {subject} پوشه‌ای را که فایل‌های کوچک بسیار دارد (نشست‌ها، نامه‌ها، حافظهٔ نهان) بیابید و خالی کنید."),
        "finding.disk.errors": Sentence(
            "Make a backup of {subject} now, look at the disk, and check the file system (fsck) while it is not mounted.",
            "همین حالا از {subject} پشتیبان بگیرید، دیسک را بررسی کنید و سیستم فایل را در حالت جدا‌شده با fsck بیازمایید."),
        "finding.disk.io-errors": Sentence(
            "Compare with a later reading: where the number grows, look at the cable and the disk.",
            "با خوانش بعدی بسنجید؛ اگر این شمار بالا می‌رود کابل و دیسک را بررسی کنید."),
        "finding.disk.smart-failing": Sentence(
            "Make a backup today and replace the disk {subject}.",
            "همین امروز پشتیبان بگیرید و دیسک {subject} را عوض کنید."),
        "finding.disk.bad-sectors": Sentence(
            "Make a backup and plan a new disk for {subject}.",
            "پشتیبان بگیرید و برای {subject} دیسک تازه‌ای در نظر بگیرید."),
        "finding.disk.worn": Sentence(
            "Plan a new disk for {subject}.",
            "برای {subject} دیسک تازه‌ای در نظر بگیرید."),
        "finding.disk.read-only": Sentence(
            "Look for the error in the kernel's log, make a backup, check the disk; then mount {subject} again.",
            "خطا را در گزارش هسته بیابید، پشتیبان بگیرید، دیسک را بررسی کنید و سپس {subject} را دوباره سوار کنید."),
        "finding.disk.array-degraded": Sentence(
            "Replace the missing disk and let the array {subject} be rebuilt.",
            "دیسک ازدست‌رفته را جایگزین کنید تا آرایهٔ {subject} بازسازی شود."),
        "finding.disk.no-answer": Sentence(
            "Look whether the machine or disk behind {subject} is there; unmount it (umount -l) where it is not.",
            "ببینید دستگاه یا دیسک پشت {subject} برقرار است یا نه؛ اگر نیست آن را جدا کنید (umount -l)."),
        "finding.clock.behind": Sentence(
            "Set the clock and switch on time synchronisation (NTP).",
            "ساعت را درست کنید و هماهنگ‌سازی زمان (NTP) را روشن کنید."),
        "finding.clock.ahead": Sentence(
            "Set the clock and switch on time synchronisation (NTP).",
            "ساعت را درست کنید و هماهنگ‌سازی زمان (NTP) را روشن کنید."),
        "finding.clock.ntp-off": Sentence(
            "Switch it on: timedatectl set-ntp true, or the time service of this system.",
            "آن را روشن کنید: timedatectl set-ntp true یا سرویس زمان همین سیستم."),
        "finding.clock.unsynchronised": Sentence(
            "See whether a time service runs and reaches its sources (UDP port 123).",
            "ببینید سرویس زمان اجرا می‌شود و به منابعش می‌رسد یا نه (درگاه ۱۲۳ از UDP)."),
        "finding.memory.low": Sentence(
            "Look which programs take the memory (processes), and end, bound or move one; or add memory.",
            "ببینید کدام برنامه‌ها حافظه را گرفته‌اند (processes) و یکی را ببندید، محدود یا جابه‌جا کنید؛ یا حافظه بیفزایید."),
        "finding.memory.swap-full": Sentence(
            "Look which programs take the memory; when swap is full the kernel ends programs.",
            "ببینید کدام برنامه‌ها حافظه را گرفته‌اند؛ با پر شدن این فضا هسته برنامه‌ها را می‌بندد."),
        "finding.memory.oom": Sentence(
            "Look for “Out of memory” in the kernel's log: it names the programs.",
            "در گزارش هسته «Out of memory» را بجویید؛ نام برنامه‌ها آنجاست."),
        "finding.memory.pressure": Sentence(
            "Look which programs take the memory, or add memory.",
            "ببینید کدام برنامه‌ها حافظه را گرفته‌اند، یا حافظه بیفزایید."),
        "finding.cpu.load": Sentence(
            "Look at the busiest programs (processes), and at the disks: what waits for a disk counts too.",
            "پرکارترین برنامه‌ها (processes) و دیسک‌ها را ببینید؛ آنچه منتظر دیسک است هم به شمار می‌آید."),
        "finding.cpu.steal": Sentence(
            "Ask whoever runs the host for more, or move this machine.",
            "از گردانندهٔ میزبان سهم بیشتری بخواهید یا این دستگاه را جابه‌جا کنید."),
        "finding.cpu.hot": Sentence(
            "Look at fans, dust and the room.",
            "پروانه‌ها، گرد و غبار و اتاق را بررسی کنید."),
        "finding.cpu.throttled": Sentence(
            "Look at fans, dust and the room where it goes on.",
            "اگر ادامه دارد پروانه‌ها، گرد و غبار و اتاق را بررسی کنید."),
        "finding.service.failed": Sentence(
            "Read its last lines (journalctl -u {subject}, or its file below /var/log), put right what they say, and start it again.",
            "آخرین خط‌هایش را بخوانید (\u{2066}journalctl -u {subject}\u{2069} یا فایلش در ‎/var/log)، آنچه می‌گویند درست کنید و دوباره راه بیندازید."),
        "finding.service.restarting": Sentence(
            "Read why it ends (journalctl -u {subject}).",
            "دلیل بسته شدنش را بخوانید (\u{2066}journalctl -u {subject}\u{2069})."),
        "finding.dns.broken": Sentence(
            "See whether the DNS resolvers in /etc/resolv.conf are right and can be reached (UDP port 53).",
            "ببینید نشانی‌های DNS در /etc/resolv.conf درست‌اند و در دسترس‌اند یا نه (درگاه ۵۳ از UDP)."),
        "finding.dns.none": Sentence(
            "Enter a DNS resolver in the network's settings (/etc/resolv.conf).",
            "در تنظیمات شبکه یک نشانی DNS بنویسید (/etc/resolv.conf)."),
        "finding.dns.server": Sentence(
            "Replace {subject} in the network's settings, or repair it: each look-up waits for it first.",
            "{subject} را در تنظیمات شبکه عوض کنید یا درستش کنید؛ هر پرس‌وجو نخست منتظر آن می‌ماند."),
        "finding.dns.slow": Sentence(
            "See which of the DNS resolvers is slow.",
            "ببینید کدام DNS کند است."),
        "finding.relay.unreachable": Sentence(
            "See whether a firewall or proxy lets connections to {subject} out.",
            "ببینید دیوار آتش یا پراکسی اتصال به {subject} را می‌گذارد یا نه."),
        "finding.relay.intercepted": Sentence(
            "Ask for an exception for {subject} in the firewall or virus scanner that inspects TLS.",
            "بخواهید {subject} در دیوار آتش یا ضدویروسی که TLS را وارسی می‌کند مستثنا شود."),
        "finding.relay.slow": Sentence(
            "Transfers take longer; see whether the line is busy, or a proxy or VPN is in between.",
            "انتقال‌ها بیشتر طول می‌کشد؛ ببینید خط شلوغ است یا پراکسی و VPN در میان است."),
        "finding.network.proxy": Sentence(
            "Nothing to do where it is meant; else look here first when connections fail.",
            "اگر خواسته است کاری لازم نیست؛ وگرنه هنگام شکست اتصال نخست همین را ببینید."),
        "finding.network.no-route": Sentence(
            "Enter the gateway in the network's settings.",
            "دروازه را در تنظیمات شبکه بنویسید."),
        "finding.network.mtu": Sentence(
            "A VPN or tunnel is in between; where transfers stand still, lower the interface's MTU to this number.",
            "VPN یا تونلی در میان است؛ اگر انتقال‌ها می‌ایستند MTU رابط را به همین عدد کم کنید."),
        "finding.network.errors": Sentence(
            "Look at cable, socket and the other end's speed settings.",
            "کابل، پریز و تنظیم سرعت سر دیگر را بررسی کنید."),
        "finding.network.retransmits": Sentence(
            "The line loses packets: look at the wireless link, the cable and the provider.",
            "خط بسته گم می‌کند؛ پیوند بی‌سیم، کابل و سرویس‌دهنده را بررسی کنید."),
        "finding.network.connections": Sentence(
            "Raise nf_conntrack_max, or find out who opens so many connections.",
            "nf_conntrack_max را بالا ببرید یا بیابید چه کسی این همه اتصال باز می‌کند."),
        "finding.process.zombies": Sentence(
            "Restart the parent program; they take no memory, but numbers.",
            "برنامهٔ والد را از نو راه بیندازید؛ حافظه نمی‌گیرند ولی شماره می‌گیرند."),
        "finding.process.blocked": Sentence(
            "Look at disks and network drives: one is slow, or gone.",
            "دیسک‌ها و درایوهای شبکه را ببینید؛ یکی کند است یا از دست رفته."),
        "finding.process.limit": Sentence(
            "Look which program makes so many.",
            "ببینید کدام برنامه این همه می‌سازد."),
        "finding.host.reboot": Sentence(
            "Restart it at a time that suits.",
            "در زمان مناسبی آن را از نو راه بیندازید."),
        "finding.host.out-of-support": Sentence(
            "Plan an upgrade to a newer version of the system.",
            "ارتقا به نسخهٔ تازه‌تر سیستم را در برنامه بگذارید."),
        "finding.packages.broken": Sentence(
            "Finish it: dpkg --configure -a, or the package tool of this system.",
            "کار را تمام کنید: dpkg --configure -a یا ابزار بسته‌های همین سیستم."),
        "finding.packages.stale": Sentence(
            "Install the system's updates.",
            "به‌روزرسانی‌های سیستم را نصب کنید."),
        "finding.product.undecided": Sentence(
            "Decide on the machine: hamyar-agent rollback {subject} --data keep | restore.",
            "روی دستگاه تصمیم بگیرید: hamyar-agent rollback {subject} --data keep | restore."),
        "finding.product.failed-version": Sentence(
            "Read the install's outcome before it is tried again.",
            "پیش از آزمودن دوباره نتیجهٔ نصب را بخوانید."),
        "finding.product.probe": Sentence(
            "Look whether {subject} runs and answers.",
            "ببینید {subject} اجرا می‌شود و پاسخ می‌دهد یا نه."),
        "finding.collector.timeout": Sentence(
            "Look for file systems or services that do not answer.",
            "سیستم‌های فایل یا سرویس‌هایی را که پاسخ نمی‌دهند بیابید."),
        "finding.collector.failed": Sentence(
            "See the reason beside it in the diagnosis.",
            "دلیل آن را در همین عیب‌یابی ببینید."),
    ]
}
