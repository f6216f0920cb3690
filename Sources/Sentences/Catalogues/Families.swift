extension Catalogue {
    /// What is said of a code that a newer peer sent: its family is known, the code is not.
    // swift-format-ignore
    static let families: [String: Sentence] = [
        "usage": Sentence(
            "The command line is wrong ({code}).",
            "دستور نادرست است ({code})."),
        "redaction": Sentence(
            "The rule for redaction was refused ({code}).",
            "قاعدهٔ پوشاندن پذیرفته نشد ({code})."),
        "diagnosis": Sentence(
            "It could not be collected ({code}).",
            "گردآوری نشد ({code})."),
        "declaration": Sentence(
            "The declaration is wrong ({code}).",
            "اعلان نادرست است ({code})."),
        "finding": Sentence(
            "Something was found that only a newer version can say ({code}).",
            "چیزی یافت شد که تنها نسخهٔ تازه‌تر می‌تواند بگوید ({code})."),
        "install": Sentence(
            "The install did not work ({code}).",
            "نصب انجام نشد ({code})."),
        "installer": Sentence(
            "The installer refused ({code}).",
            "نصاب نپذیرفت ({code})."),
        "command": Sentence(
            "The command was not run ({code}).",
            "فرمان اجرا نشد ({code})."),
        "runner": Sentence(
            "The runner of commands cannot work ({code}).",
            "اجراکنندهٔ فرمان‌ها نمی‌تواند کار کند ({code})."),
        "frame": Sentence(
            "The other side broke the protocol ({code}); the connection was closed.",
            "طرف مقابل پروتکل را شکست ({code})؛ اتصال بسته شد."),
        "mux": Sentence(
            "The connection failed ({code}); try again.",
            "اتصال دچار مشکل شد ({code})؛ دوباره تلاش کنید."),
        "compression": Sentence(
            "Compressed data is damaged ({code}).",
            "دادهٔ فشرده خراب است ({code})."),
        "blob": Sentence(
            "The relay does not keep the content ({code}).",
            "رله محتوا را نگه نمی‌دارد ({code})."),
        "selection": Sentence(
            "The words do not choose machines ({code}).",
            "این واژه‌ها دستگاهی را برنمی‌گزینند ({code})."),
        "tls": Sentence(
            "No secure connection came about ({code}).",
            "اتصال امن برقرار نشد ({code})."),
        "connection": Sentence(
            "The connection failed ({code}); try again.",
            "اتصال دچار مشکل شد ({code})؛ دوباره تلاش کنید."),
        "transport": Sentence(
            "The connection failed ({code}); try again.",
            "اتصال دچار مشکل شد ({code})؛ دوباره تلاش کنید."),
        "script": Sentence(
            "The script cannot be run ({code}).",
            "اسکریپت اجرا نمی‌شود ({code})."),
        "update": Sentence(
            "The update was not begun ({code}).",
            "به‌روزرسانی آغاز نشد ({code})."),
        "policy": Sentence(
            "The standing policy does not allow it ({code}).",
            "اجازهٔ دائمی آن را نمی‌پذیرد ({code})."),
        "calendar": Sentence(
            "The business calendar does not allow it ({code}).",
            "تقویم کاری آن را نمی‌پذیرد ({code})."),
        "code": Sentence(
            "The support code was not taken ({code}).",
            "کد پشتیبانی پذیرفته نشد ({code})."),
        "call": Sentence(
            "The other side refused the call ({code}).",
            "طرف مقابل فراخوان را نپذیرفت ({code})."),
        "key": Sentence(
            "A key cannot be used ({code}).",
            "کلیدی به کار نمی‌آید ({code})."),
        "envelope": Sentence(
            "Something signed was refused ({code}).",
            "چیزی امضاشده پذیرفته نشد ({code})."),
        "certificate": Sentence(
            "A certificate was refused ({code}).",
            "گواهی پذیرفته نشد ({code})."),
        "enrolment": Sentence(
            "Enrolling did not work ({code}).",
            "ثبت‌نام انجام نشد ({code})."),
        "bundle": Sentence(
            "The trust bundle was refused ({code}).",
            "بستهٔ اعتماد پذیرفته نشد ({code})."),
        "trust": Sentence(
            "The trust bundle was refused ({code}).",
            "بستهٔ اعتماد پذیرفته نشد ({code})."),
        "scope": Sentence(
            "What was asked for is not possible ({code}).",
            "آنچه خواسته شد شدنی نیست ({code})."),
        "object": Sentence(
            "Something signed was refused ({code}).",
            "چیزی امضاشده پذیرفته نشد ({code})."),
        "consent": Sentence(
            "It was not approved ({code}).",
            "تأیید نشد ({code})."),
        "session": Sentence(
            "The session does not allow it ({code}).",
            "نشست آن را اجازه نمی‌دهد ({code})."),
        "operation": Sentence(
            "The operation was refused ({code}).",
            "عملیات پذیرفته نشد ({code})."),
        "machine": Sentence(
            "The machine cannot do it now ({code}).",
            "دستگاه اکنون نمی‌تواند ({code})."),
        "technician": Sentence(
            "The technician may not do it ({code}).",
            "کارشناس اجازهٔ آن را ندارد ({code})."),
        "date": Sentence(
            "The date is not possible ({code}).",
            "تاریخ شدنی نیست ({code})."),
        "amount": Sentence(
            "The amount is not possible ({code}).",
            "مقدار شدنی نیست ({code})."),
        "plan": Sentence(
            "The plan is wrong ({code}).",
            "طرح نادرست است ({code})."),
        "ledger": Sentence(
            "The ledger refused it ({code}).",
            "دفتر آن را نپذیرفت ({code})."),
        "entitlement": Sentence(
            "The contract does not cover it ({code}).",
            "قرارداد آن را پوشش نمی‌دهد ({code})."),
        "quote": Sentence(
            "The quote does not allow it ({code}).",
            "پیش‌فاکتور آن را اجازه نمی‌دهد ({code})."),
        "charge": Sentence(
            "The charge does not allow it ({code}).",
            "هزینه آن را اجازه نمی‌دهد ({code})."),
        "service": Sentence(
            "The record was refused ({code}).",
            "گزارش کار پذیرفته نشد ({code})."),
        "confirmation": Sentence(
            "It was not confirmed ({code}).",
            "تأیید نشد ({code})."),
        "correction": Sentence(
            "The correction was refused ({code}).",
            "اصلاحیه پذیرفته نشد ({code})."),
        "library": Sentence(
            "The guide library cannot do it ({code}).",
            "کتابخانهٔ راهنما نمی‌تواند ({code})."),
        "storage": Sentence(
            "The database failed ({code}).",
            "پایگاه داده کار نکرد ({code})."),
        "file": Sentence(
            "The file cannot be used ({code}).",
            "فایل به کار نمی‌آید ({code})."),
        "delta": Sentence(
            "The patch cannot be used ({code}); the full release is.",
            "وصله به کار نمی‌آید ({code})؛ انتشار کامل به کار می‌رود."),
        "transfer": Sentence(
            "The transfer did not work ({code}); run the same command again.",
            "انتقال انجام نشد ({code})؛ همان فرمان را دوباره اجرا کنید."),
        "path": Sentence(
            "The path was refused ({code}).",
            "مسیر پذیرفته نشد ({code})."),
        "metadata": Sentence(
            "The vendor's release list was refused ({code}).",
            "فهرست انتشار فروشنده پذیرفته نشد ({code})."),
        "target": Sentence(
            "The release cannot be used ({code}).",
            "انتشار به کار نمی‌آید ({code})."),
        "release": Sentence(
            "The release is not made, published or handed out ({code}).",
            "انتشار ساخته، منتشر یا تحویل نمی‌شود ({code})."),
        "payload": Sentence(
            "The payload was refused ({code}).",
            "بسته پذیرفته نشد ({code})."),
        "audit": Sentence(
            "The log is not sound ({code}).",
            "دفتر رویداد درست نیست ({code})."),
        "relay": Sentence(
            "The relay cannot do it ({code}).",
            "رله نمی‌تواند ({code})."),
        "agent": Sentence(
            "The agent cannot do it ({code}).",
            "عامل نمی‌تواند ({code})."),
        "identity": Sentence(
            "It is not possible in this state ({code}).",
            "در این وضعیت شدنی نیست ({code})."),
        "stream": Sentence(
            "The call was stopped ({code}).",
            "فراخوان متوقف شد ({code})."),
        "message": Sentence(
            "A message was refused ({code}).",
            "پیامی پذیرفته نشد ({code})."),
        "record": Sentence(
            "The transfer was damaged ({code}).",
            "انتقال آسیب دید ({code})."),
        "manifest": Sentence(
            "The list of files was refused ({code}).",
            "فهرست فایل‌ها پذیرفته نشد ({code})."),
        "network": Sentence(
            "There is no connection ({code}).",
            "اتصالی نیست ({code})."),
        "proxy": Sentence(
            "The proxy does not connect ({code}).",
            "پراکسی وصل نمی‌کند ({code})."),
        "listener": Sentence(
            "Cannot listen ({code}).",
            "نمی‌توان گوش داد ({code})."),
        "local": Sentence(
            "The agent cannot be reached here ({code}).",
            "عامل از اینجا در دسترس نیست ({code})."),
        "authority": Sentence(
            "The authority directory cannot be used ({code}).",
            "پوشهٔ مرجع در دسترس نیست ({code})."),
        "contract": Sentence(
            "The contract does not allow it ({code}).",
            "قرارداد آن را اجازه نمی‌دهد ({code})."),
        "customer": Sentence(
            "The customer cannot be stored ({code}).",
            "مشتری ذخیره نمی‌شود ({code})."),
        "tariff": Sentence(
            "The tariff cannot be imported ({code}).",
            "تعرفه وارد نمی‌شود ({code})."),
        "seal": Sentence(
            "What is sealed cannot be opened ({code}).",
            "آنچه مهر شده است باز نمی‌شود ({code})."),
        "help": Sentence(
            "The help request does not allow it ({code}).",
            "درخواست کمک آن را نمی‌پذیرد ({code})."),
        "console": Sentence(
            "The command cannot be done ({code}).",
            "فرمان انجام‌شدنی نیست ({code})."),
        "outcome": Sentence(
            "The outcome was refused ({code}).",
            "نتیجه پذیرفته نشد ({code})."),
        "find": Sentence(
            "Nothing fits ({code}).",
            "چیزی نمی‌خواند ({code})."),
        "covered": Sentence(
            "covered",
            "پوشش دارد"),
        "free": Sentence(
            "free of charge",
            "رایگان است"),
        "priced": Sentence(
            "it costs",
            "هزینه دارد"),
        "denied": Sentence(
            "it is not given",
            "داده نمی‌شود"),
        "condition": Sentence(
            "something must happen first ({code})",
            "نخست باید چیزی رخ دهد ({code})"),
    ]
}
