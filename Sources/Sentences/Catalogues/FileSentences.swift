extension Catalogue {
    /// Files, storage and the programs' own directories.
    // swift-format-ignore
    static let files: [String: Sentence] = [
        "storage.busy": Sentence(
            "The database is in use by another program; try again.",
            "پایگاه داده را برنامهٔ دیگری به کار گرفته است؛ دوباره تلاش کنید."),
        "storage.constraint": Sentence(
            "The database refused a change[ ({detail})]; see the log.",
            "پایگاه داده تغییری را نپذیرفت[ ({detail})]؛ گزارش را ببینید."),
        "storage.corrupt": Sentence(
            "The database[ {path}] is damaged[ ({detail})]; restore it from a backup.",
            "پایگاه دادهٔ[ {path}] خراب است[ ({detail})]؛ از پشتیبان بازگردانید."),
        "storage.exists": Sentence(
            "There is already a database at {path}; it was left as it is.",
            "در {path} پیش‌تر پایگاه داده‌ای هست؛ دست نخورد."),
        "storage.failed": Sentence(
            "The database failed[ ({detail})]; see the log.",
            "پایگاه داده کار نکرد[ ({detail})]؛ گزارش را ببینید."),
        "storage.foreign": Sentence(
            "The database is not this program's[ ({detail})]; check the directory.",
            "پایگاه داده از این برنامه نیست[ ({detail})]؛ پوشه را وارسی کنید."),
        "storage.full": Sentence(
            "The disk is full; free some space and try again. Nothing was lost.",
            "دیسک پر است؛ جا باز کنید و دوباره تلاش کنید. چیزی از دست نرفت."),
        "storage.missing": Sentence(
            "There is no database at {path}; is this the right directory?",
            "در {path} پایگاه داده‌ای نیست؛ آیا پوشه درست است؟"),
        "storage.newer": Sentence(
            "The database is of a newer version[ ({found})] than this program knows[ ({known})]; update the program.",
            "نسخهٔ پایگاه داده[ ({found})] از آنچه این برنامه می‌شناسد[ ({known})] تازه‌تر است؛ برنامه را به‌روز کنید."),
        "storage.outcome-unknown": Sentence(
            "The database failed while it kept the change, so that it may or may not be there; the same command, given again, tells.",
            "پایگاه داده هنگام نگه‌داشتن تغییر از کار افتاد و معلوم نیست که مانده باشد؛ همان دستور را دوباره بدهید تا روشن شود."),
        "storage.range": Sentence(
            "A value is outside what the database holds[ ({value})].",
            "مقداری بیرون از گنجایش پایگاه داده است[ ({value})]."),
        "storage.unavailable": Sentence(
            "The database {path} cannot be used[ ({detail})].",
            "پایگاه دادهٔ {path} در دسترس نیست[ ({detail})]."),
        "storage.no-such-row": Sentence(
            "Nothing is stored under {id}.",
            "چیزی با شناسهٔ {id} ذخیره نشده است."),
        "audit.field": Sentence(
            "A log entry cannot be written[ ({field})]; nothing new is started.",
            "ثبت در دفتر رویداد شدنی نیست[ ({field})]؛ کار تازه‌ای آغاز نمی‌شود."),
        "audit.frontier-malformed": Sentence(
            "The log's stored state is damaged; nothing new is started. Restore it from a backup.",
            "وضعیت ذخیره‌شدهٔ دفتر رویداد خراب است؛ کار تازه‌ای آغاز نمی‌شود. از پشتیبان بازگردانید."),
        "audit.full": Sentence(
            "The log is full; nothing new is started.",
            "دفتر رویداد پر است؛ کار تازه‌ای آغاز نمی‌شود."),
        "audit.unsound": Sentence(
            "The log is not sound: entry {first_bad} is the first bad one[ ({problem})].",
            "دفتر رویداد درست نیست: نخستین ثبت خراب {first_bad} است[ ({problem})]."),
        "audit.checkpoint-contradicts": Sentence(
            "The other side's log contradicts what it signed before[ ({rule})]: it went back or was forked. Keep both and tell the vendor.",
            "دفتر رویداد طرف مقابل با آنچه پیش‌تر امضا کرده ناسازگار است[ ({rule})]: به عقب رفته یا دوشاخه شده است. هر دو را نگه دارید و به فروشنده بگویید."),
        "audit.checkpoint-foreign": Sentence(
            "A checkpoint is of another log[ ({found})] than the one known[ ({held})].",
            "نقطهٔ بازبینی از دفتر دیگری[ ({found})] است نه از دفتر شناخته‌شده[ ({held})]."),
        "path.malformed": Sentence(
            "The path {path} is not allowed[ ({reason})].",
            "مسیر {path} مجاز نیست[ ({reason})]."),
        "path.outside": Sentence(
            "{path} is outside the allowed folders[ ({reason})]; nothing was touched.",
            "{path} بیرون از پوشه‌های مجاز است[ ({reason})]؛ به چیزی دست زده نشد."),
        "manifest.malformed": Sentence(
            "The list of files is wrong at {entry}[ ({reason})]; nothing was touched.",
            "فهرست فایل‌ها در {entry} نادرست است[ ({reason})]؛ به چیزی دست زده نشد."),
        "file.absent": Sentence(
            "There is no file {path}.",
            "فایل {path} وجود ندارد."),
        "file.exists": Sentence(
            "{path} exists already and was left as it is.",
            "{path} پیش‌تر هست و دست نخورد."),
        "file.wrong-kind": Sentence(
            "{path} is no plain file[ ({reason})]; it was not touched.",
            "{path} فایل عادی نیست[ ({reason})]؛ به آن دست زده نشد."),
        "file.changed": Sentence(
            "{path} changed while it was being read; run the same command again when nobody writes to it.",
            "{path} هنگام خواندن تغییر کرد؛ وقتی کسی در آن نمی‌نویسد همان فرمان را دوباره اجرا کنید."),
        "file.mismatch": Sentence(
            "The content of {path} is not what was signed[ (block {block})]; nothing stands under its name.",
            "محتوای {path} آن نیست که امضا شده است[ (بلوک {block})]؛ چیزی با نام آن گذاشته نشد."),
        "file.wrong-size": Sentence(
            "{path} does not have {size:bytes}, as was signed; nothing stands under its name.",
            "{path} آن‌گونه که امضا شده {size:bytes} نیست؛ چیزی با نام آن گذاشته نشد."),
        "file.no-space": Sentence(
            "The disk has no room for {path} ({size:bytes}[, {free:bytes} free]); make room and run the same command again.",
            "دیسک برای {path} ({size:bytes}[، آزاد: {free:bytes}]) جا ندارد؛ جا باز کنید و همان فرمان را دوباره اجرا کنید."),
        "file.no-directory": Sentence(
            "There is no directory {path}; make it first.",
            "پوشهٔ {path} وجود ندارد؛ نخست آن را بسازید."),
        "file.denied": Sentence(
            "The system does not allow {path}[ ({reason})].",
            "سیستم {path} را اجازه نمی‌دهد[ ({reason})]."),
        "file.broken": Sentence(
            "The disk failed at {path}[ ({reason})]; what was written is not used.",
            "دیسک در {path} خطا داد[ ({reason})]؛ آنچه نوشته شد به کار نمی‌رود."),
        "file.ended": Sentence(
            "The transfer of {path} has ended; start a new one.",
            "انتقال {path} پایان یافته است؛ انتقال تازه آغاز کنید."),
        "file.busy": Sentence(
            "Another attempt is still at work on {path}; try again in a moment.",
            "تلاش دیگری هنوز روی {path} کار می‌کند؛ کمی بعد دوباره تلاش کنید."),
        "file.delta": Sentence(
            "What was put together from the old version of {path} is not what was signed[ (block {block})]; the next attempt sends it whole.",
            "آنچه از نسخهٔ قدیمی {path} ساخته شد آن نیست که امضا شده است[ (بلوک {block})]؛ تلاش بعدی همه را می‌فرستد."),
        "file.too-many": Sentence(
            "{path} holds too many names; at most {limit} are walked at once.",
            "{path} نام‌های بیش از اندازه دارد؛ هر بار حداکثر {limit} نام پیموده می‌شود."),
        "delta.memory": Sentence(
            "There is not enough memory for the patch.",
            "حافظه برای وصله بس نیست."),
        "delta.malformed": Sentence(
            "The patch is damaged[ ({reason})]; nothing of it is used.",
            "وصله خراب است[ ({reason})]؛ چیزی از آن به کار نمی‌رود."),
        "delta.version": Sentence(
            "The patch has format {version}, which this program does not know; the full release is needed.",
            "قالب وصله {version} است و این برنامه آن را نمی‌شناسد؛ انتشار کامل لازم است."),
        "delta.encoder": Sentence(
            "The patch needs encoder {needed}, this program has {have}; the full release is needed.",
            "وصله رمزگذار {needed} را لازم دارد و این برنامه {have} را دارد؛ انتشار کامل لازم است."),
        "delta.wrong-old": Sentence(
            "What is installed[ in {path}] is not what the patch was made for; nothing was changed, and the full release is needed.",
            "آنچه نصب است[ در {path}] آن نیست که وصله برایش ساخته شده؛ چیزی تغییر نکرد و انتشار کامل لازم است."),
        "delta.wrong-new": Sentence(
            "What the patch gave[ for {path}] is not what was signed; it is not used, and the full release is needed.",
            "آنچه از وصله به دست آمد[ برای {path}] آن نیست که امضا شده است؛ به کار نمی‌رود و انتشار کامل لازم است."),
        "delta.too-large": Sentence(
            "{size:bytes} is too large for a patch; at most {limit:bytes}.",
            "{size:bytes} برای وصله بزرگ است؛ حداکثر {limit:bytes}."),
        "delta.file": Sentence(
            "{path} could not be read or written[ ({reason})].",
            "{path} خوانده یا نوشته نشد[ ({reason})]."),
        "relay.exists": Sentence(
            "There is already a relay in {path}; nothing was changed.",
            "در {path} پیش‌تر رله‌ای هست؛ چیزی تغییر نکرد."),
        "relay.not-initialised": Sentence(
            "There is no relay in {path}; run hamyar-relay init first.",
            "در {path} رله‌ای نیست؛ نخست hamyar-relay init را اجرا کنید."),
        "relay.directory": Sentence(
            "The relay's directory {path} cannot be used[ ({reason})].",
            "پوشهٔ رله {path} در دسترس نیست[ ({reason})]."),
        "relay.holds-offline-keys": Sentence(
            "Offline keys lie in the relay's directory[ ({path})]; move them away first. The relay does not start.",
            "کلیدهای برون‌خط در پوشهٔ رله[ ({path})] هستند؛ نخست آن‌ها را بیرون ببرید. رله آغاز به کار نمی‌کند."),
        "console.expected": Sentence(
            "The words choose {found:number} machines, not {expected:number}; nothing was done.",
            "این واژه‌ها {found:number} دستگاه را برمی‌گزینند، نه {expected:number}؛ کاری انجام نشد."),
        "console.declined": Sentence("Nothing was done.", "کاری انجام نشد."),
        "blob.quota": Sentence(
            "There is no room for it among what waits at the relay ({of}: at most {limit}). Wait until something has gone out, or ask an admin.",
            "در میان آنچه نزد رله در انتظار است برای آن جا نیست ({of}: دست بالا {limit}). منتظر بمانید تا چیزی فرستاده شود یا از مدیر بخواهید."),
        "blob.absent": Sentence(
            "The relay does not have this content[ ({id})]. Give the command again: it is sent once more.",
            "رله این محتوا را ندارد[ ({id})]. فرمان را دوباره بدهید تا بار دیگر فرستاده شود."),
        "blob.mismatch": Sentence(
            "Block {block} arrived damaged and was not kept. Give the command again: it goes on there.",
            "بلوک {block} آسیب‌دیده رسید و نگه داشته نشد. فرمان را دوباره بدهید تا از همان‌جا ادامه یابد."),
        "blob.excess": Sentence(
            "More was sent than the manifest names; it was not kept.",
            "بیش از آنچه در فهرست آمده فرستاده شد و نگه داشته نشد."),
        "blob.full": Sentence(
            "The relay's disk has no room for it. What had arrived whole stays; tell the relay's admin, then give the command again.",
            "دیسک رله برای آن جا ندارد. آنچه کامل رسیده بود می‌ماند؛ به مدیر رله بگویید و سپس فرمان را دوباره بدهید."),
        "blob.broken": Sentence(
            "The relay's disk failed[ ({reason})]. Tell the relay's admin.",
            "دیسک رله خطا داد[ ({reason})]. به مدیر رله بگویید."),
        "update.spool": Sentence(
            "The machine cannot keep fetched releases[ in {path}][ ({reason})].",
            "دستگاه نمی‌تواند نسخه‌های گرفته را[ در {path}] نگه دارد[ ({reason})]."),
        "update.no-space": Sentence(
            "The machine's disk has no room for the release[: {needed} bytes are needed, {free} are free].",
            "دیسک دستگاه برای این نسخه جا ندارد[: {needed} بایت لازم است و {free} بایت آزاد است]."),
        "update.root-known": Sentence(
            "Another root of releases is trusted here already[ ({path})]. It changes only by releases that it signs itself.",
            "اینجا از پیش به ریشهٔ دیگری برای انتشارها اعتماد شده است[ ({path})]. این ریشه تنها با انتشاری که خودش امضا کند عوض می‌شود."),
        "update.silent": Sentence(
            "Nothing of the release arrived for {seconds} seconds; what had come stays, and it goes on later.",
            "{seconds} ثانیه چیزی از نسخه نرسید؛ آنچه رسیده بود می‌ماند و بعد ادامه می‌یابد."),
        "transfer.too-many": Sentence(
            "{limit:number} transfers of yours wait already. Cancel some, or wait.",
            "{limit:number} انتقال شما هم‌اکنون در انتظار است. چند تا را لغو کنید یا صبر کنید."),
        "transfer.state": Sentence(
            "The transfer {transfer} is over already.",
            "انتقال {transfer} پیش‌تر پایان یافته است."),
        "machine.tag": Sentence(
            "That is no tag[: {value}][; a machine has at most {limit:number}]. Tags are of a to z, digits, dot, hyphen and underscore.",
            "این برچسب نیست[: {value}][؛ هر دستگاه دست بالا {limit:number} برچسب دارد]. برچسب از a تا z، رقم، نقطه، خط تیره و زیرخط ساخته می‌شود."),
        "selection.malformed": Sentence(
            "At column {column:number}: expected {expected}[, found {found}].",
            "در ستون {column:number}: {expected} انتظار می‌رفت[، {found} آمد]."),
        "relay.busy": Sentence(
            "The relay takes no more connections at this moment; try again in {delay} milliseconds.",
            "رله در این لحظه اتصال دیگری نمی‌پذیرد؛ {delay} هزارم ثانیه دیگر دوباره بکوشید."),
        "relay.vendor": Sentence(
            "{vendor} is no vendor id; use a to z, digits and hyphens.",
            "{vendor} شناسهٔ فروشنده نیست؛ از a تا z، رقم و خط تیره به کار ببرید."),
        "agent.not-enrolled": Sentence(
            "There is no enrolled agent in {path}; is this the right state directory? Otherwise run hamyar-agent enrol first.",
            "در {path} عامل ثبت‌شده‌ای نیست؛ آیا پوشهٔ وضعیت درست است؟ وگرنه نخست hamyar-agent enrol را اجرا کنید."),
        "agent.enrolled": Sentence(
            "There is already an enrolled agent in {path}[ ({machine})]; nothing was changed.",
            "در {path} پیش‌تر عامل ثبت‌شده‌ای[ ({machine})] هست؛ چیزی تغییر نکرد."),
        "agent.directory": Sentence(
            "The state directory {path} cannot be used[ ({reason})].",
            "پوشهٔ وضعیت {path} در دسترس نیست[ ({reason})]."),
        "agent.settings": Sentence(
            "The settings in {path} are wrong[ ({reason})].",
            "تنظیمات {path} نادرست است[ ({reason})]."),
        "agent.busy": Sentence(
            "Another agent is running on {path}; stop it first.",
            "عامل دیگری روی {path} در حال اجراست؛ نخست آن را متوقف کنید."),
        "agent.not-running": Sentence(
            "No agent is running at {path}; start hamyar-agent run.",
            "عاملی در {path} در حال اجرا نیست؛ hamyar-agent run را آغاز کنید."),
        "agent.not-admitted": Sentence(
            "This user[ ({uid})] may not speak to the agent[ ({reason})]; its owner can add people to the group hamyar-approvers.",
            "این کاربر[ ({uid})] اجازهٔ گفتگو با عامل را ندارد[ ({reason})]؛ صاحب آن می‌تواند افراد را به گروه hamyar-approvers بیفزاید."),
        "agent.relay-away": Sentence(
            "The vendor cannot be reached now; try again when this machine is connected (hamyar-agent status).",
            "اکنون دسترسی به فروشنده ممکن نیست؛ وقتی این دستگاه متصل است دوباره بکوشید (hamyar-agent status)."),
        "agent.questions-full": Sentence(
            "{limit:number} help requests wait for the vendor already; nothing was kept. Try again when some were sent.",
            "{limit:number} درخواست کمک پیش‌تر منتظر فروشنده است؛ چیزی نگه داشته نشد. پس از فرستاده شدن برخی دوباره بکوشید."),
        "agent.user-unknown": Sentence(
            "This machine knows no user {user}.",
            "این دستگاه کاربری به نام {user} نمی‌شناسد."),
        "console.not-enrolled": Sentence(
            "No technician has enrolled in {path}; run hamyar enrol first, or name the right directory with --state.",
            "در {path} کارشناسی ثبت‌نام نکرده است؛ نخست hamyar enrol را اجرا کنید یا پوشهٔ درست را با \u{200e}--state نام ببرید."),
        "console.directory": Sentence(
            "The state directory {path} cannot be used[ ({reason})].",
            "پوشهٔ وضعیت {path} در دسترس نیست[ ({reason})]."),
        "console.settings": Sentence(
            "The file {path} is damaged[ ({reason})]; enrol again in a new directory.",
            "فایل {path} خراب است[ ({reason})]؛ در پوشهٔ تازه‌ای دوباره ثبت‌نام کنید."),
        "console.enrolled": Sentence(
            "There is already an enrolment in {path}[ with {relay}]; nothing was changed. Choose another directory with --state.",
            "در {path} پیش‌تر ثبت‌نامی[ با {relay}] هست؛ چیزی تغییر نکرد. پوشهٔ دیگری با \u{200e}--state برگزینید."),
        "console.argument": Sentence(
            "{option}[ {value}] is wrong[: {reason}]; see --help.",
            "{option}[ {value}] نادرست است[: {reason}]؛ \u{200e}--help را ببینید."),
        "usage.missing": Sentence(
            "{value} is missing; see {command} --help.",
            "{value} نوشته نشده است؛ {command}\u{200e} --help را ببینید."),
        "usage.no-value": Sentence(
            "{value} needs a value; see {command} --help.",
            "{value} مقدار می‌خواهد؛ {command}\u{200e} --help را ببینید."),
        "usage.unknown-option": Sentence(
            "There is no option {value}; see {command} --help.",
            "گزینه‌ای به نام {value} نیست؛ {command}\u{200e} --help را ببینید."),
        "usage.unexpected": Sentence(
            "{value} is one word too many; see {command} --help.",
            "{value} زیادی است؛ {command}\u{200e} --help را ببینید."),
        "usage.value": Sentence(
            "{value} is no value for {option}[; it takes one of {choices}]; see {command} --help.",
            "{value} مقداری برای {option} نیست[؛ یکی از این‌ها را بنویسید: {choices}]؛ {command}\u{200e} --help را ببینید."),
        "usage.wrong": Sentence(
            "The command line is wrong[: {reason}]; see {command} --help.",
            "دستور نادرست است[: {reason}]؛ {command}\u{200e} --help را ببینید."),
        "console.program": Sentence(
            "The program and its arguments come after two hyphens: hamyar run {machine} -- PROGRAM ARGUMENTS",
            "برنامه و آرگومان‌های آن پس از دو خط تیره می‌آید: \u{200e}hamyar run {machine} -- PROGRAM ARGUMENTS"),
        "console.watch": Sentence(
            "{option} does not go with --watch, which shows figures and keeps nothing; --every and --session do.",
            "{option} با \u{200e}--watch سازگار نیست که عددها را نشان می‌دهد و چیزی نگه نمی‌دارد؛ \u{200e}--every و \u{200e}--session هستند."),
        "console.delete-filtered": Sentence(
            "--delete cannot go together with --include or --exclude: files that they leave out would be deleted on the machine.",
            "\u{200e}--delete با \u{200e}--include یا \u{200e}--exclude نمی‌شود: فایل‌هایی که کنار گذاشته می‌شوند روی دستگاه پاک می‌شدند."),
        "find.nothing": Sentence(
            "Nothing was found for {text}[ ({type})].",
            "برای {text}[ ({type})] چیزی پیدا نشد."),
        "find.ambiguous": Sentence(
            "{text} could mean several things[: {candidates}]; be more exact.",
            "{text} می‌تواند چند چیز باشد[: {candidates}]؛ دقیق‌تر بنویسید."),
        "internal.unexpected": Sentence(
            "Something unexpected happened[ ({detail})]; see the log.",
            "چیزی پیش‌بینی‌نشده رخ داد[ ({detail})]؛ گزارش را ببینید."),
    ]
}
