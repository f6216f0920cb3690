extension Catalogue {
    /// Installs: the journaled way of a version onto a machine, and the installer that walks it.
    // swift-format-ignore
    static let installs: [String: Sentence] = [
        "install.busy": Sentence(
            "An install of {product} {version} is under way[ ({step})]; wait until it has ended.",
            "نصب {product} نسخهٔ {version} در جریان است[ ({step})]؛ تا پایان آن صبر کنید."),
        "install.undecided": Sentence(
            "The install of {product} {version} waits for a person[ ({step})]: keep the new version, or go back with the data as they are or as they were.",
            "نصب {product} نسخهٔ {version} منتظر تصمیم یک نفر است[ ({step})]: نسخهٔ نو بماند، یا برگشت با داده‌های کنونی یا با نسخهٔ پشتیبان."),
        "install.not-undecided": Sentence(
            "No install of {product} waits for a decision.",
            "هیچ نصبی از {product} منتظر تصمیم نیست."),
        "install.installed": Sentence(
            "{product} {version} is installed already.",
            "{product} نسخهٔ {version} از پیش نصب است."),
        "install.lower-version": Sentence(
            "{product} {version} is lower than {installed}, which is installed; a lower version comes back only by a rollback.",
            "{product} نسخهٔ {version} پایین‌تر از {installed} است که نصب است؛ نسخهٔ پایین‌تر فقط با برگشت می‌آید."),
        "install.failed-before": Sentence(
            "{product} {version} failed here before[ ({reason})]; it is not tried again until its failure is forgotten.",
            "{product} نسخهٔ {version} پیش‌تر اینجا ناکام ماند[ ({reason})]؛ تا وقتی آن ناکامی فراموش نشود دوباره امتحان نمی‌شود."),
        "install.nothing-kept": Sentence(
            "There is no version of {product} to go back to.",
            "نسخه‌ای از {product} نیست که بتوان به آن برگشت."),
        "install.undo-over": Sentence(
            "{product} {version} cannot be taken back: {installed} is installed now.",
            "{product} نسخهٔ {version} برگرداندنی نیست: اکنون {installed} نصب است."),
        "install.data-choice": Sentence(
            "{product} {version} changed the data: say whether they stay as they are or the backup from before comes back; with the backup, what was entered since is lost.",
            "{product} نسخهٔ {version} داده‌ها را تغییر داده است: بگویید بمانند یا نسخهٔ پشتیبان برگردد؛ با پشتیبان، آنچه پس از آن وارد شده از دست می‌رود."),
        "install.interrupted": Sentence(
            "The install of {product} {version} was cut off before anything changed; the version from before runs.",
            "نصب {product} نسخهٔ {version} پیش از هر تغییری قطع شد؛ نسخهٔ پیشین کار می‌کند."),
        "install.crash-loop": Sentence(
            "{product} {version} did not come up: the machine or the installer went down again and again.",
            "{product} نسخهٔ {version} بالا نیامد: دستگاه یا نصاب بارها از کار افتاد."),
        "install.current-changed": Sentence(
            "During the install of {product} {version} somebody changed what is current.",
            "هنگام نصب {product} نسخهٔ {version} کسی نسخهٔ جاری را تغییر داد."),
        "install.rollback-asked": Sentence(
            "{product} {version} was taken back because a person asked for it.",
            "{product} نسخهٔ {version} به درخواست یک نفر برگردانده شد."),
        "install.unknown-product": Sentence(
            "{product} is not among the products that the installer of this machine may touch.",
            "{product} در میان محصولاتی که نصاب این دستگاه اجازهٔ تغییرشان را دارد نیست."),
        "install.no-release": Sentence(
            "There is no release of {product} {version} for this machine[ ({reason})].",
            "برای این دستگاه نسخهٔ {version} از {product} نیست[ ({reason})]."),
        "install.payload-mismatch": Sentence(
            "The payload of {product} {version} is not the one that was signed[ ({reason})]; nothing of it was used.",
            "محتوای {product} نسخهٔ {version} آن نیست که امضا شده است[ ({reason})]؛ چیزی از آن به کار نرفت."),
        "install.full-needed": Sentence(
            "The patch of {product} from {from} to {version} does not fit what is installed[ ({reason})]; nothing was changed, and the full release is needed.",
            "وصلهٔ {product} از {from} به {version} با آنچه نصب است جور نیست[ ({reason})]؛ چیزی تغییر نکرد و انتشار کامل لازم است."),
        "install.payload-unreadable": Sentence(
            "The payload at {path} cannot be read[ ({reason})].",
            "محتوا در {path} خوانده نمی‌شود[ ({reason})]."),
        "install.exposed": Sentence(
            "{path} cannot be used for installs[ ({reason})]: it must belong to the installer's user, and nobody else may write there.",
            "{path} برای نصب به کار نمی‌آید[ ({reason})]: باید از آن کاربر نصاب باشد و کسی جز او نتواند در آن بنویسد."),
        "install.staging": Sentence(
            "{path} cannot be made or brought to the disk[ ({reason})].",
            "{path} ساخته یا روی دیسک نوشته نمی‌شود[ ({reason})]."),
        "install.no-space": Sentence(
            "{path} has {free:bytes} free, and the install needs {needed:bytes}.",
            "{path} به اندازهٔ {free:bytes} جا دارد و نصب {needed:bytes} می‌خواهد."),
        "install.platform": Sentence(
            "{product} {version} is for {platform}, and this machine is {found}.",
            "{product} نسخهٔ {version} برای {platform} است و این دستگاه {found} است."),
        "install.floor": Sentence(
            "{product} {version} cannot be installed over {installed}: {floor} comes first.",
            "{product} نسخهٔ {version} روی {installed} نصب نمی‌شود: نخست {floor}."),
        "install.hook-missing": Sentence(
            "{product} {version} has no usable {hook} hook, which it needs.",
            "{product} نسخهٔ {version} قلاب {hook} را که لازم دارد ندارد."),
        "install.hook-failed": Sentence(
            "The {hook} hook of {version} failed[ ({status})][: {output}].",
            "قلاب {hook} نسخهٔ {version} ناکام ماند[ ({status})][: {output}]."),
        "install.hook-timeout": Sentence(
            "The {hook} hook of {version} was not ready after {seconds:seconds} and was ended.",
            "قلاب {hook} نسخهٔ {version} پس از {seconds:seconds} آماده نشد و پایان داده شد."),
        "install.hook-not-started": Sentence(
            "The {hook} hook of {version} could not be started[ ({reason})].",
            "قلاب {hook} نسخهٔ {version} آغاز نشد[ ({reason})]."),
        "install.unhealthy": Sentence(
            "{product} {version} did not get well[ within {seconds:seconds}][: {output}].",
            "{product} نسخهٔ {version}[ در {seconds:seconds}] سالم نشد[: {output}]."),
        "install.not-reported": Sentence(
            "{product} {version} did not report in[ within {seconds:seconds}].",
            "{product} نسخهٔ {version}[ در {seconds:seconds}] خود را معرفی نکرد."),
        "install.dropped": Sentence(
            "{product} {version} was withdrawn; nothing was changed.",
            "{product} نسخهٔ {version} پس گرفته شد؛ چیزی تغییر نکرد."),
        "install.not-there": Sentence(
            "{product} {version} is neither kept on this machine nor being installed.",
            "{product} نسخهٔ {version} روی این دستگاه نگه داشته نشده و در حال نصب هم نیست."),
        "installer.settings": Sentence(
            "The installer's settings at {path} cannot be used: {reason}.",
            "تنظیمات نصاب در {path} به کار نمی‌آید: {reason}."),
        "installer.journal": Sentence(
            "The journal of installs at {path} cannot be read or written[ ({reason})]; nothing is installed until it can.",
            "دفتر نصب‌ها در {path} خوانده یا نوشته نمی‌شود[ ({reason})]؛ تا آن وقت چیزی نصب نمی‌شود."),
        "installer.running": Sentence(
            "Another installer uses {path}.",
            "نصاب دیگری از {path} استفاده می‌کند."),
        "installer.not-allowed": Sentence(
            "The installer does not take requests from user {user}.",
            "نصاب از کاربر {user} درخواست نمی‌پذیرد."),
        "installer.request": Sentence(
            "The installer did not understand the request[ ({reason})].",
            "نصاب درخواست را نفهمید[ ({reason})]."),
        "installer.unreachable": Sentence(
            "The installer cannot be reached[ at {path}][ ({reason})]; is hamyar-installer running?",
            "نصاب[ در {path}] در دسترس نیست[ ({reason})]؛ آیا hamyar-installer کار می‌کند؟"),
        "installer.not-bound": Sentence(
            "The installer cannot listen at {path}[ ({reason})].",
            "نصاب نمی‌تواند در {path} گوش کند[ ({reason})]."),
        "installer.exists": Sentence(
            "{path} is an installer's directory already; it is left as it is.",
            "{path} از پیش پوشهٔ یک نصاب است؛ همان‌گونه می‌ماند."),
        "installer.busy": Sentence(
            "Too many programs talk to the installer at once; try again in a moment.",
            "هم‌زمان برنامه‌های بیش از اندازه‌ای با نصاب حرف می‌زنند؛ کمی بعد دوباره تلاش کنید."),
    ]
}
