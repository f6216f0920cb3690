extension Catalogue {
    /// Remote commands and scripts, and the program that runs them.
    // swift-format-ignore
    static let commands: [String: Sentence] = [
        "command.no-runner": Sentence(
            "Nothing runs commands on this machine: hamyar-runner does not answer[ at {path}][ ({reason})]. Its owner sets it up as Docs/commands.md says.",
            "روی این دستگاه چیزی فرمان‌ها را اجرا نمی‌کند: hamyar-runner[ در {path}] پاسخ نمی‌دهد[ ({reason})]. صاحب دستگاه آن را چنان‌که Docs/commands.md می‌گوید راه می‌اندازد."),
        "command.not-found": Sentence(
            "There is no program {program} on the machine.",
            "برنامهٔ {program} روی دستگاه نیست."),
        "command.directory": Sentence(
            "The command cannot run in {path} on the machine[: {reason}]; it must be a directory that the user of commands may enter.",
            "فرمان نمی‌تواند در {path} روی دستگاه اجرا شود[: {reason}]؛ باید پوشه‌ای باشد که کاربر فرمان‌ها اجازهٔ ورود به آن را دارد."),
        "command.not-started": Sentence(
            "{program} could not be started[: {reason}].",
            "{program} اجرا نشد[: {reason}]."),
        "command.busy": Sentence(
            "{limit} commands run on the machine already; try again when one has ended.",
            "هم‌اکنون {limit} فرمان روی دستگاه اجرا می‌شود؛ پس از پایان یکی دوباره تلاش کنید."),
        "command.refused": Sentence(
            "The machine's runner does not run it[ ({reason})].",
            "اجراکنندهٔ فرمان‌های دستگاه آن را اجرا نمی‌کند[ ({reason})]."),
        "command.lost": Sentence(
            "The machine's runner went away while the command ran; the command was ended with it. What it had done stays.",
            "اجراکنندهٔ فرمان‌های دستگاه هنگام اجرا از کار افتاد؛ فرمان با آن پایان یافت. آنچه کرده بود می‌ماند."),
        "command.timeout": Sentence(
            "The command took longer than {seconds:seconds} and was ended.",
            "فرمان بیش از {seconds:seconds} طول کشید و پایان داده شد."),
        "command.cancelled": Sentence(
            "The command was ended because the technician cancelled it.",
            "کارشناس فرمان را لغو کرد و به آن پایان داده شد."),
        "runner.user": Sentence(
            "Commands cannot run as user {user}: neither root's nor the agent's rights are for them. Give them a user of their own.",
            "فرمان‌ها به نام کاربر {user} اجرا نمی‌شوند: دسترسی root و عامل برای آن‌ها نیست. کاربری جدا به آن‌ها بدهید."),
        "runner.not-bound": Sentence(
            "The runner cannot listen at {path}[ ({reason})].",
            "اجراکنندهٔ فرمان‌ها نمی‌تواند در {path} گوش کند[ ({reason})]."),
    ]
}
