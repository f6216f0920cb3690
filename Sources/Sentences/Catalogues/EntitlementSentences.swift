extension Catalogue {
    /// Entitlement: dates, amounts, plans, ledger.
    // swift-format-ignore
    static let entitlement: [String: Sentence] = [
        "date.malformed": Sentence(
            "{text} is no date; write year, month and day, such as 1404-05-12 or 2025-08-03.",
            "{text} تاریخ نیست؛ سال و ماه و روز بنویسید، مانند 1404-05-12 یا 2025-08-03."),
        "date.out-of-range": Sentence(
            "The date [{text} ]is outside the Jalali years 1300 to 1499.",
            "تاریخ [{text} ]بیرون از سال‌های ۱۳۰۰ تا ۱۴۹۹ است."),
        "date.zone-missing": Sentence(
            "This system does not know the time zone {zone}; install tzdata.",
            "این سیستم منطقهٔ زمانی {zone} را نمی‌شناسد؛ tzdata را نصب کنید."),
        "amount.malformed": Sentence(
            "[{text} ]is no amount; write digits, such as 2 or 0.5.",
            "[{text} ]مقدار نیست؛ با رقم بنویسید، مانند 2 یا 0.5."),
        "amount.overflow": Sentence(
            "The amount is too large.",
            "مقدار بیش از اندازه بزرگ است."),
        "calendar.empty": Sentence(
            "The business calendar {calendar} has no hours at all, so no time would ever pass in it; give its week some hours.",
            "تقویم کاری {calendar} هیچ ساعتی ندارد و زمان در آن هرگز نمی‌گذرد؛ برای هفتهٔ آن ساعت بگذارید."),
        "calendar.horizon": Sentence(
            "By the business calendar {calendar} this lies more than ten years away; correct the time or its holidays.",
            "بنا بر تقویم کاری {calendar} این زمان بیش از ده سال دور است؛ زمان یا تعطیلی‌های آن را درست کنید."),
        "plan.invalid": Sentence(
            "[{file}, line {line}: ]The plan is wrong at {path}: expected {expected}.",
            "[{file}، سطر {line}: ]طرح در {path} نادرست است: انتظار می‌رفت {expected}."),
        "plan.syntax": Sentence(
            "{file}, line {line}: expected {expected}.",
            "{file}، سطر {line}: انتظار می‌رفت {expected}."),
        "plan.unknown-key": Sentence(
            "{file}, line {line}: there is no key {found}[ in {path}]; known: {expected}.",
            "{file}، سطر {line}: کلید {found} وجود ندارد[ ({path})]؛ کلیدها: {expected}."),
        "plan.missing-key": Sentence(
            "{file}, line {line}:[ {path}] lacks {expected}.",
            "{file}، سطر {line}:[ {path}] این را کم دارد: {expected}."),
        "plan.wrong-value": Sentence(
            "{file}, line {line}:[ {path}:][ {found} is wrong,] expected {expected}.",
            "{file}، سطر {line}:[ {path}:][ {found} نادرست است،] انتظار می‌رفت {expected}."),
        "plan.calendar-missing": Sentence(
            "{file}, line {line}: no calendar {calendar} is known; import it before the plan is used.",
            "{file}، سطر {line}: تقویم {calendar} شناخته نیست؛ پیش از به‌کار بردن طرح واردش کنید."),
        "plan.tariff-unknown": Sentence(
            "{file}, line {line}: no tariff of {tariff} is known; quotes are priced by hand.",
            "{file}، سطر {line}: تعرفه‌ای از {tariff} شناخته نیست؛ پیش‌فاکتورها دستی قیمت می‌خورند."),
        "plan.rate-unknown": Sentence(
            "{file}, line {line}: the tariff {tariff} has no rate {rate}; it is priced by hand.",
            "{file}، سطر {line}: تعرفهٔ {tariff} نرخ {rate} را ندارد؛ دستی قیمت می‌خورد."),
        "plan.rate-unit": Sentence(
            "{file}, line {line}: the rate {rate} of {tariff} is by {unit:unit}, which does not price {kind}; it is priced by hand.",
            "{file}، سطر {line}: نرخ {rate} در تعرفهٔ {tariff} به ازای {unit:unit} است و {kind} را قیمت نمی‌دهد؛ دستی قیمت می‌خورد."),
        "plan.quota-idle": Sentence(
            "{file}, line {line}: no rule draws on the quota {quota}.",
            "{file}، سطر {line}: هیچ قاعده‌ای از سهمیهٔ {quota} برنمی‌دارد."),
        "plan.phone-missing": Sentence(
            "{file}, line {line}: {kind} is not given by phone, because it has no rule for it.",
            "{file}، سطر {line}: {kind} تلفنی داده نمی‌شود، چون قاعده‌ای برای آن ندارد."),
        "plan.rule-unreachable": Sentence(
            "{file}, line {line}: the rule {rule} never gives anything {place:place}, because nobody signs there.",
            "{file}، سطر {line}: قاعدهٔ {rule} {place:place} هرگز چیزی نمی‌دهد، چون آنجا کسی امضا نمی‌کند."),
        "plan.condition-idle": Sentence(
            "{file}, line {line}: the condition of the rule {rule} decides nothing; it gives the same either way.",
            "{file}، سطر {line}: شرط قاعدهٔ {rule} چیزی را تعیین نمی‌کند؛ در هر دو حال همان را می‌دهد."),
        "plan.price-unreachable": Sentence(
            "{file}, line {line}: the rule {rule} names a price beyond the quota {quota}, which denies what lies beyond it.",
            "{file}، سطر {line}: قاعدهٔ {rule} قیمتی بالاتر از سهمیهٔ {quota} دارد، ولی این سهمیه بیش از خود را نمی‌دهد."),
        "plan.override-unknown": Sentence(
            "The plan has no {name}; it has {known}.",
            "طرح {name} ندارد؛ این‌ها را دارد: {known}."),
        "plan.override-refused": Sentence(
            "{name} cannot be changed at purchase ({reason}).",
            "{name} هنگام خرید تغییر نمی‌پذیرد ({reason})."),
        "plan.calendar-unknown": Sentence(
            "The plan names the calendar {calendar}, which nobody has imported; known: {known}.",
            "طرح تقویم {calendar} را نام می‌برد که وارد نشده است؛ تقویم‌ها: {known}."),
        "ledger.insufficient": Sentence(
            "The quota has {available:quantity} left, {needed:quantity} is needed; nothing was reserved.",
            "از سهمیه {available:quantity} مانده و {needed:quantity} لازم است؛ چیزی رزرو نشد."),
        "ledger.overdrawn": Sentence(
            "The ledger refused an entry that would go below zero; see the log.",
            "دفتر ثبتی را که از صفر پایین‌تر می‌رفت نپذیرفت؛ گزارش را ببینید."),
        "ledger.over-held": Sentence(
            "The ledger refused to use {used:quantity} of {held:quantity} reserved; see the log.",
            "دفتر مصرف {used:quantity} از {held:quantity} رزرو را نپذیرفت؛ گزارش را ببینید."),
        "ledger.not-reversible": Sentence(
            "Transaction {transaction} cannot be reversed ({reason}).",
            "تراکنش {transaction} برگشت‌پذیر نیست ({reason})."),
        "ledger.unbalanced": Sentence(
            "The ledger refused an entry that does not balance; see the log.",
            "دفتر ثبتی را که تراز نبود نپذیرفت؛ گزارش را ببینید."),
        "ledger.key-conflict": Sentence(
            "There is already another ledger entry under {key}; nothing was posted.",
            "با کلید {key} پیش‌تر ثبت دیگری در دفتر هست؛ چیزی ثبت نشد."),
        "ledger.wrong-bucket": Sentence(
            "The ledger refused an entry for the wrong kind of quota ({role}); see the log.",
            "دفتر ثبتی را برای نوع نادرست سهمیه ({role}) نپذیرفت؛ گزارش را ببینید."),
        "ledger.line-held": Sentence(
            "Line {line} of session {session} is reserved already; nothing was reserved again.",
            "ردیف {line} از نشست {session} پیش‌تر رزرو شده است؛ دوباره رزرو نشد."),
        "ledger.unsound": Sentence(
            "The relay's ledger is not what its log says: {problem}.",
            "دفتر سهمیهٔ رله با دفتر رویداد آن نمی‌خواند: {problem}."),
        "ledger.hold-closed": Sentence(
            "The reservation {hold} was closed already ({state:reservation}).",
            "رزرو {hold} پیش‌تر بسته شده است ({state:reservation})."),
        "contract.terms-overlap": Sentence(
            "Two periods of the line {line} would overlap ({start:date} to {end:date}).",
            "دو دوره از ردیف {line} هم‌پوشانی دارند ({start:date} تا {end:date})."),
        "contract.state": Sentence(
            "The contract C-{contract} is {state:contract}; that does not allow it.",
            "قرارداد C-{contract} {state:contract} است و این کار را نمی‌پذیرد."),
        "contract.replaced": Sentence(
            "The line {line} was replaced by {by}; nothing new goes on its account.",
            "ردیف {line} جای خود را به {by} داده است؛ چیز تازه‌ای به حساب آن نمی‌رود."),
        "contract.quote": Sentence(
            "Moving the line {line} to a higher model needs a quote for it that the customer has accepted[; Q-{quote} is not].",
            "ارتقای ردیف {line} به مدل بالاتر پیش‌فاکتوری می‌خواهد که مشتری پذیرفته باشد[؛ Q-{quote} چنین نیست]."),
        "contract.extension": Sentence(
            "The term of {line} lasts until {end:date}; {until:date} is not later.",
            "دورهٔ {line} تا {end:date} است؛ {until:date} دیرتر از آن نیست."),
        "contract.reason": Sentence(
            "Say why in 1 to {limit:number} characters, on one line.",
            "دلیل را در یک سطر و ۱ تا {limit:number} نویسه بنویسید."),
        "customer.name": Sentence(
            "The name[ {name}] is empty, longer than {limit:number} characters or has control characters.",
            "نام[ {name}] تهی است، بیش از {limit:number} نویسه دارد یا نویسهٔ کنترلی دارد."),
        "customer.branch-known": Sentence(
            "There is already an organisation named {name}.",
            "سازمانی با نام {name} پیش‌تر هست."),
        "customer.busy": Sentence(
            "{name} has {open:number} open sessions; give the customer away when they have ended.",
            "{name} {open:number} نشست باز دارد؛ پس از پایان آن‌ها مشتری را بسپارید."),
        "customer.site": Sentence(
            "The site[ {name}] needs a name of its own and an address, on one line each; an address has at most {limit:number} characters.",
            "محل[ {name}] نامی از آنِ خود و نشانی می‌خواهد، هر یک در یک سطر؛ نشانی دست بالا {limit:number} نویسه دارد."),
        "customer.distance": Sentence(
            "{metres:number} metres is no distance; say 0 to {limit:number} metres and who measured it.",
            "{metres:number} متر مسافت نیست؛ ۰ تا {limit:number} متر و منبع آن را بنویسید."),
        "customer.sites-full": Sentence(
            "A customer has at most {limit:number} sites.",
            "هر مشتری دست بالا {limit:number} محل دارد."),
        "entitlement.denied": Sentence(
            "The contract does not cover this work[ ({reason:reason})]; nothing was reserved.",
            "قرارداد این کار را پوشش نمی‌دهد[ ({reason:reason})]؛ چیزی رزرو نشد."),
        "entitlement.price-not-accepted": Sentence(
            "This costs {price:rials}, but {accepted:rials} was accepted; nothing was reserved.",
            "این کار {price:rials} هزینه دارد ولی {accepted:rials} پذیرفته شد؛ چیزی رزرو نشد."),
        "entitlement.condition-unmet": Sentence(
            "Something must happen first ({condition:reason}); nothing was reserved.",
            "نخست باید چیزی رخ دهد ({condition:reason})؛ چیزی رزرو نشد."),
        "entitlement.verdict-changed": Sentence(
            "What the contract covers has changed meanwhile; the customer is asked again.",
            "پوشش قرارداد در این میان تغییر کرده است؛ از مشتری دوباره پرسیده می‌شود."),
        "entitlement.quote-needed": Sentence(
            "This work needs a quote that the customer accepts first.",
            "این کار نخست پیش‌فاکتوری می‌خواهد که مشتری بپذیرد."),
        "entitlement.several-lines": Sentence(
            "Several lines could pay for {kind}: {contracts}; choose one with --line. Nothing was asked.",
            "چند ردیف می‌توانند {kind} را بپردازند: {contracts}؛ یکی را با \u{200e}--line برگزینید. چیزی پرسیده نشد."),
        "entitlement.several": Sentence(
            "Several contracts could pay for {kind}: {contracts}; choose one with --contract. Nothing was asked.",
            "چند قرارداد می‌توانند {kind} را بپردازند: {contracts}؛ یکی را با \u{200e}--contract برگزینید. چیزی پرسیده نشد."),
    ]
}
