extension Catalogue {
    /// Sessions: what is asked, allowed and done.
    // swift-format-ignore
    static let consent: [String: Sentence] = [
        "scope.malformed": Sentence(
            "[{word}][{path}] is no scope word[ ({reason})]; see --help for the words.",
            "[{word}][{path}] واژهٔ دامنه نیست[ ({reason})]؛ واژه‌ها را در \u{200e}--help ببینید."),
        "scope.wider": Sentence(
            "This goes beyond what was asked for[: {word}][: {bytes:bytes}, limit {limit:bytes}]; it can only be narrowed.",
            "این از آنچه خواسته شده فراتر می‌رود[: {word}][: {bytes:bytes}، حد {limit:bytes}]؛ تنها می‌توان تنگ‌ترش کرد."),
        "scope.forbidden": Sentence(
            "{word} is outside the folders that this machine's agent may ever touch.",
            "{word} بیرون از پوشه‌هایی است که عامل این دستگاه هرگز اجازهٔ دست‌زدن به آن‌ها دارد."),
        "scope.too-many": Sentence(
            "More than {limit:number} scope words are asked for at once; ask for less.",
            "بیش از {limit:number} واژهٔ دامنه یک‌جا خواسته شده است؛ کمتر بخواهید."),
        "scope.empty": Sentence(
            "Nothing is asked for: name at least one scope word, such as push:/srv/app.",
            "چیزی خواسته نشده است: دست‌کم یک واژهٔ دامنه مانند push:/srv/app نام ببرید."),
        "object.field": Sentence(
            "{field} is outside its limits[ ({limit})].",
            "{field} بیرون از حد خود است[ ({limit})]."),
        "object.malformed": Sentence(
            "A signed object of kind {object} cannot be read[ ({reason})]; it was refused.",
            "شیء امضاشدهٔ {object} خوانده نمی‌شود[ ({reason})]؛ پذیرفته نشد."),
        "object.unknown-field": Sentence(
            "{object} has a part[ ({field})] that this version does not know; it was refused, so that no new restriction is dropped. Update this program.",
            "{object} بخشی[ ({field})] دارد که این نسخه نمی‌شناسد؛ پذیرفته نشد تا محدودیت تازه‌ای نادیده نماند. این برنامه را به‌روز کنید."),
        "consent.not-admin": Sentence(
            "{name} has not the admin right on this machine; its owner can give it with hamyar-agent approver set --admin.",
            "{name} روی این دستگاه حق مدیر ندارد؛ صاحب آن می‌تواند آن را با hamyar-agent approver set --admin بدهد."),
        "consent.not-approver": Sentence(
            "{name} may not approve requests on this machine; its owner can add people to the group hamyar-approvers.",
            "{name} اجازهٔ تأیید درخواست روی این دستگاه را ندارد؛ صاحب آن می‌تواند افراد را به گروه hamyar-approvers بیفزاید."),
        "consent.cost-not-accepted": Sentence(
            "This costs {price:rials}; accept exactly that with --accept-cost {price}.",
            "این کار {price:rials} هزینه دارد؛ همین مبلغ را با \u{200e}--accept-cost {price} بپذیرید."),
        "consent.cost-differs": Sentence(
            "This costs {price:rials}, but {accepted:rials} was accepted; nothing was approved.",
            "این کار {price:rials} هزینه دارد ولی {accepted:rials} پذیرفته شد؛ چیزی تأیید نشد."),
        "consent.cost-limit": Sentence(
            "This costs {price:rials}, above the {limit:rials} that {name} may accept; someone with a higher limit must approve.",
            "این کار {price:rials} هزینه دارد که از سقف {name} یعنی {limit:rials} بیشتر است؛ کسی با سقف بالاتر باید تأیید کند."),
        "policy.hours": Sentence(
            "{text} are no hours of the week; write them like 'Thu 20:00-24:00' or 'Sat-Wed 22:00-02:00, Fri 00:00-24:00'.",
            "{text} ساعت هفته نیست؛ آن را مانند 'Thu 20:00-24:00' یا 'Sat-Wed 22:00-02:00, Fri 00:00-24:00' بنویسید."),
        "policy.not-allowed": Sentence(
            "The standing policy {policy} does not allow {word} here and now; nothing was done.",
            "اجازهٔ دائمی {policy}، {word} را در این زمان و مکان نمی‌پذیرد؛ کاری انجام نشد."),
        "policy.revoked": Sentence(
            "The standing policy {policy} was taken back; nothing is done on it any more.",
            "اجازهٔ دائمی {policy} پس گرفته شده است؛ دیگر کاری بر پایهٔ آن انجام نمی‌شود."),
        "policy.too-many": Sentence(
            "There are {limit} standing policies already; take one back first.",
            "هم‌اکنون {limit} اجازهٔ دائمی هست؛ نخست یکی را پس بگیرید."),
        "update.ended": Sentence(
            "The update of {product} to {version} was not begun: its session ended[ ({reason})]; nothing was fetched.",
            "به‌روزرسانی {product} به {version} آغاز نشد: نشست آن پایان یافت[ ({reason})]؛ چیزی گرفته نشد."),
        "update.no-line": Sentence(
            "{lines} lines of the customer's contracts could pay for an update of {product}; it must be exactly one installed on this machine.",
            "{lines} ردیف از قراردادهای مشتری می‌تواند به‌روزرسانی {product} را بپردازد؛ باید دقیقاً یک ردیف روی این دستگاه نصب باشد."),
        "update.no-rule": Sentence(
            "The plan of {product} has no rule for new versions; the vendor can add one or update by hand.",
            "طرح {product} قاعده‌ای برای نسخهٔ تازه ندارد؛ فروشنده می‌تواند آن را بیفزاید یا دستی به‌روز کند."),
        "diagnosis.bundle": Sentence(
            "This is no bundle of a diagnosis, or it is damaged[ ({reason})]; ask the machine for a new one.",
            "این بستهٔ عیب‌یابی نیست یا خراب شده است[ ({reason})]؛ بستهٔ تازه‌ای از دستگاه بخواهید."),
        "diagnosis.no-bundle": Sentence(
            "There is no bundle {path}.",
            "بستهٔ {path} وجود ندارد."),
        "diagnosis.bundle-file": Sentence(
            "{path} cannot be written or read[ ({reason})]; look at the disk and the rights there.",
            "{path} نوشته یا خوانده نمی‌شود[ ({reason})]؛ دیسک و مجوزها را بررسی کنید."),
        "diagnosis.bundle-too-large": Sentence(
            "A bundle may not have so much ({what}, at most {limit}).",
            "بسته نمی‌تواند این‌قدر داشته باشد ({what}، حداکثر {limit})."),
        "diagnosis.withheld": Sentence(
            "The customer keeps the diagnosis[ (“{reason}”)]; nothing left the machine.",
            "مشتری نتیجهٔ عیب‌یابی را نگه داشت[ («{reason}»)]؛ چیزی از دستگاه نرفت."),
        "diagnosis.unknown": Sentence(
            "There is no diagnosis {text} on this machine; hamyar-agent preview lists those of the last days.",
            "عیب‌یابی {text} روی این دستگاه نیست؛ \u{200e}hamyar-agent preview عیب‌یابی‌های روزهای گذشته را نشان می‌دهد."),
        "diagnosis.several": Sentence(
            "{text} means several diagnoses ({ids}); give the id of one, as hamyar-agent preview lists them with their times.",
            "{text} بیش از یک عیب‌یابی است ({ids})؛ شناسهٔ یکی را بدهید، \u{200e}hamyar-agent preview آن‌ها را با زمانشان نشان می‌دهد."),
        "diagnosis.always-sent": Sentence(
            "{name} always goes with a diagnosis and cannot be left out; --redact WORD takes words out of it, withhold keeps all of it here.",
            "{name} همیشه با عیب‌یابی می‌رود و کنار گذاشته نمی‌شود؛ با \u{200e}--redact WORD واژه‌ها از آن حذف می‌شوند و با \u{200e}withhold همه‌اش اینجا می‌ماند."),
        "diagnosis.not-waiting": Sentence(
            "The diagnosis waits for no word any more; hamyar-agent preview shows how it stands.",
            "این عیب‌یابی دیگر منتظر پاسخ نیست؛ \u{200e}hamyar-agent preview وضعیت آن را نشان می‌دهد."),
        "diagnosis.no-file": Sentence(
            "The diagnosis has no file {name}; hamyar-agent preview ID lists its files.",
            "این عیب‌یابی فایل {name} ندارد؛ \u{200e}hamyar-agent preview ID فایل‌ها را نشان می‌دهد."),
        "policy.unknown": Sentence(
            "There is no standing policy {text} on this machine; hamyar-agent policy list shows them.",
            "اجازهٔ دائمی {text} روی این دستگاه نیست؛ \u{200e}hamyar-agent policy list آن‌ها را نشان می‌دهد."),
        "consent.longer": Sentence(
            "The time is longer than was asked for; it can only be shortened.",
            "زمان از آنچه خواسته شده بلندتر است؛ تنها می‌توان کوتاهش کرد."),
        "consent.not-covered": Sentence(
            "The contract does not cover this work; it cannot be approved.",
            "قرارداد این کار را پوشش نمی‌دهد؛ نمی‌توان تأییدش کرد."),
        "consent.verdict-changed": Sentence(
            "What this draws on or costs has changed since it was shown; look at it again before you allow it.",
            "آنچه این کار از آن برداشت می‌کند یا هزینهٔ آن پس از نمایش تغییر کرده است؛ پیش از تأیید دوباره ببینید."),
        "consent.verdict-expired": Sentence(
            "The statement of what this costs is out of date; a new one is on its way.",
            "اعلام هزینه کهنه شده است؛ اعلام تازه در راه است."),
        "session.mismatch": Sentence(
            "{object} does not belong to this session[ ({field})]; it was refused.",
            "{object} از این نشست نیست[ ({field})]؛ پذیرفته نشد."),
        "session.wrong-signer": Sentence(
            "{object} was signed by somebody else than this session's party; it was refused.",
            "{object} را کسی جز طرف این نشست امضا کرده است؛ پذیرفته نشد."),
        "session.wrong-state": Sentence(
            "Session {session} is “{state:session}”[; {event:event} is not possible now].",
            "نشست {session} در وضعیت «{state:session}» است[؛ {event:event} اکنون شدنی نیست]."),
        "session.ended": Sentence(
            "Session {session} has ended; ask for a new one.",
            "نشست {session} پایان یافته است؛ نشست تازه بخواهید."),
        "session.revoked": Sentence(
            "The customer took back the grant of {session}; the work was stopped.",
            "مشتری اجازهٔ {session} را پس گرفت؛ کار متوقف شد."),
        "session.unknown": Sentence(
            "There is no session {text} here.",
            "نشستی به نام {text} اینجا نیست."),
        "session.not-granted": Sentence(
            "No approved session on {machine} allows {word}; ask for one with hamyar session request.",
            "هیچ نشست تأییدشده‌ای روی {machine} اجازهٔ {word} را نمی‌دهد؛ با hamyar session request درخواست کنید."),
        "session.several": Sentence(
            "Several sessions on {machine} would do: {numbers}; choose one with --session.",
            "چند نشست روی {machine} مناسب است: {numbers}؛ یکی را با \u{200e}--session برگزینید."),
        "session.waiting": Sentence(
            "The customer has not answered {session} yet.",
            "مشتری هنوز به {session} پاسخ نداده است."),
        "session.denied": Sentence(
            "The customer denied {session}.",
            "مشتری {session} را رد کرد."),
        "session.counted": Sentence(
            "Going on with {session} would use a quota or cost once more; ask for a new session.",
            "ادامهٔ {session} دوباره سهمیه یا هزینه می‌برد؛ نشست تازه بخواهید."),
        "session.expired": Sentence(
            "The time of session {session} is over; ask for a new one.",
            "مهلت نشست {session} گذشته است؛ نشست تازه بخواهید."),
        "session.suspended": Sentence(
            "This machine's clock went backwards, so the grant of {session} is suspended; it must be approved again.",
            "ساعت این دستگاه به عقب رفته است، پس اجازهٔ {session} معلق است؛ باید دوباره تأیید شود."),
        "session.conflict": Sentence(
            "There is already something else under this id[ ({session})]; nothing was done.",
            "با این شناسه[ ({session})] پیش‌تر چیز دیگری هست؛ کاری انجام نشد."),
        "operation.expired": Sentence(
            "The operation's time is over; sign it again.",
            "مهلت عملیات گذشته است؛ دوباره امضایش کنید."),
        "operation.outside-scope": Sentence(
            "{path} is outside what the customer allowed; nothing was touched.",
            "{path} بیرون از اجازهٔ مشتری است؛ به چیزی دست زده نشد."),
        "operation.too-many-bytes": Sentence(
            "This would be {bytes:bytes}, more than the {limit:bytes} that the customer allowed; nothing was touched.",
            "این کار {bytes:bytes} است، بیش از {limit:bytes} که مشتری اجازه داده است؛ به چیزی دست زده نشد."),
        "operation.unknown-line": Sentence(
            "The operation is for a line that this session does not have; nothing was touched.",
            "عملیات برای ردیفی است که این نشست ندارد؛ به چیزی دست زده نشد."),
        "operation.unknown": Sentence(
            "The session has no operation {operation}.",
            "نشست عملیاتی به نام {operation} ندارد."),
        "operation.done": Sentence(
            "The operation[ {operation}] was done already; nothing was done again.",
            "عملیات[ {operation}] پیش‌تر انجام شده است؛ دوباره انجام نشد."),
        "operation.interrupted": Sentence(
            "The operation[ {operation}] was cut off in its last step and may have had its effect; look at the machine, then run the same command again.",
            "عملیات[ {operation}] در گام آخر بریده شد و شاید اثر کرده باشد؛ دستگاه را ببینید و سپس همان فرمان را دوباره اجرا کنید."),
        "operation.superseded": Sentence(
            "A newer attempt[ of {operation}] took over; this one was stopped.",
            "تلاش تازه‌تری[ از {operation}] جای این را گرفت؛ این یکی متوقف شد."),
        "operation.conflict": Sentence(
            "Another operation has the same id[, {operation},] already; nothing was done.",
            "عملیات دیگری پیش‌تر همین شناسه[ ({operation})] را دارد؛ کاری انجام نشد."),
        "operation.running": Sentence(
            "The operation[ {operation}] is being performed now; try again when it has ended.",
            "عملیات[ {operation}] اکنون در حال انجام است؛ پس از پایان آن دوباره تلاش کنید."),
        "operation.not-performed": Sentence(
            "The session[ {session}] ended before the work was done; nothing was touched.",
            "نشست[ {session}] پیش از انجام کار پایان یافت؛ به چیزی دست زده نشد."),
        "operation.dry-run": Sentence(
            "This was a dry run; nothing was changed.",
            "این اجرای آزمایشی بود؛ چیزی تغییر نکرد."),
        "operation.manifest-differs": Sentence(
            "The list of files is not the one that was signed[ for {operation}]; nothing was touched.",
            "فهرست فایل‌ها آن نیست که امضا شده است[ ({operation})]؛ به چیزی دست زده نشد."),
        "operation.too-many": Sentence(
            "The session has reached its limit of operations; ask for a new one.",
            "نشست به حد عملیات خود رسیده است؛ نشست تازه بخواهید."),
        "machine.away": Sentence(
            "The machine {machine} is away[ since {last_seen:time}]; try again when it is back.",
            "دستگاه {machine} در دسترس نیست[ (از {last_seen:time})]؛ وقتی بازگشت دوباره تلاش کنید."),
        "machine.inactive": Sentence(
            "The machine {machine} is {state:party}; enrol it again or ask an admin.",
            "دستگاه {machine} {state:party} است؛ دوباره ثبتش کنید یا از مدیر بپرسید."),
        "machine.key-changed": Sentence(
            "THE KEY OF {machine} HAS CHANGED: it was {held} and is now {found}. Ask the customer whether the machine was enrolled again; if so, remove the old key from {path}. Nothing was sent.",
            "کلید {machine} تغییر کرده است: {held} بود و اکنون {found} است. از مشتری بپرسید که آیا دستگاه دوباره ثبت شده است؛ اگر چنین است کلید کهنه را از {path} بردارید. چیزی فرستاده نشد."),
        "machine.number-changed": Sentence(
            "{number} stood for {held} and now for {found}: the relay shows another machine under this number. If that is right, remove {path}. Nothing was asked.",
            "{number} پیش‌تر {held} بود و اکنون {found} است: رله دستگاه دیگری را با این شماره نشان می‌دهد. اگر درست است {path} را بردارید. چیزی خواسته نشد."),
        "technician.words-differ": Sentence(
            "The key that the relay shows for {technician} has other check words: perhaps they were mistyped, perhaps it is not {technician}'s key. Nothing was signed.",
            "کلیدی که رله برای {technician} نشان می‌دهد واژه‌های تطبیق دیگری دارد: شاید نادرست نوشته شده، شاید کلید {technician} نیست. چیزی امضا نشد."),
        "outcome.differs": Sentence(
            "The machine's signed outcome is not of what was sent[ ({field})]; do not count it as done.",
            "نتیجهٔ امضاشدهٔ دستگاه از آنچه فرستاده شد نیست[ ({field})]؛ آن را انجام‌شده نشمارید."),
        "technician.inactive": Sentence(
            "The technician {technician} is not active[ ({state:party})]; ask an admin.",
            "کارشناس {technician} فعال نیست[ ({state:party})]؛ از مدیر بخواهید."),
    ]
}
