extension Catalogue {
    /// Quotes, charges, service records, corrections, the guide library.
    // swift-format-ignore
    static let commerce: [String: Sentence] = [
        "quote.field": Sentence(
            "The quote's {field} is missing, too long or not possible; nothing was changed.",
            "{field} در پیش‌فاکتور نیامده، بیش از اندازه بلند است یا شدنی نیست؛ چیزی تغییر نکرد."),
        "quote.no-rate": Sentence(
            "No tariff prices {kind} {place:place}; name the lines of the quote with their amounts.",
            "هیچ تعرفه‌ای برای {kind} ({place:place}) قیمت ندارد؛ ردیف‌های پیش‌فاکتور را با مبلغ بنویسید."),
        "quote.tax": Sentence(
            "No tariff knows the rate of value added tax on {date:date}; name it with --tax, or import the tariff.",
            "هیچ تعرفه‌ای نرخ مالیات بر ارزش افزوده در {date:date} را ندارد؛ آن را با --tax بنویسید یا تعرفه را وارد کنید."),
        "quote.state": Sentence(
            "Quote {quote} is “{state:state}”; it cannot become “{wanted:state}”.",
            "پیش‌فاکتور {quote} در وضعیت «{state:state}» است و به «{wanted:state}» نمی‌رسد."),
        "quote.in-use": Sentence(
            "Other work was already reserved or done by quote {quote}; make another quote.",
            "با پیش‌فاکتور {quote} پیش‌تر کار دیگری رزرو یا انجام شده است؛ پیش‌فاکتور دیگری بسازید."),
        "quote.over-cap": Sentence(
            "Quote {quote} covers {cap:quantity} at most, not {used:quantity}; make another quote.",
            "پیش‌فاکتور {quote} حداکثر {cap:quantity} را در بر می‌گیرد، نه {used:quantity}؛ پیش‌فاکتور دیگری بسازید."),
        "charge.state": Sentence(
            "Charge {charge} is “{state:state}”; it cannot become “{wanted:state}”.",
            "هزینهٔ {charge} در وضعیت «{state:state}» است و به «{wanted:state}» نمی‌رسد."),
        "service.field": Sentence(
            "The record's {field} is missing, too long or not possible; nothing was recorded.",
            "{field} در گزارش کار نیامده، بیش از اندازه بلند است یا شدنی نیست؛ چیزی ثبت نشد."),
        "service.state": Sentence(
            "Record {record} is “{state:state}”; that is not possible now.",
            "گزارش کار {record} در وضعیت «{state:state}» است؛ این کار اکنون شدنی نیست."),
        "service.too-early": Sentence(
            "A colleague of the technician may confirm {record} until {from:time}; after that you may.",
            "تا {from:time} همکار کارشناس می‌تواند {record} را تأیید کند؛ پس از آن شما می‌توانید."),
        "confirmation.same-person": Sentence(
            "{subject} needs a second person: not the one who asked.",
            "{subject} نفر دوم می‌خواهد: نه همان که درخواست کرده است."),
        "confirmation.needs-admin": Sentence(
            "Only an admin may do that with {subject}.",
            "این کار برای {subject} تنها از مدیر برمی‌آید."),
        "confirmation.nothing": Sentence(
            "Nothing about {subject} waits for a second person.",
            "در {subject} چیزی منتظر نفر دوم نیست."),
        "correction.field": Sentence(
            "The correction's {field} is missing, too long or not possible; nothing was proposed.",
            "{field} در اصلاحیه نیامده، بیش از اندازه بلند است یا شدنی نیست؛ چیزی پیشنهاد نشد."),
        "correction.state": Sentence(
            "Correction {correction} is “{state:state}” already.",
            "دربارهٔ اصلاحیهٔ {correction} پیش‌تر تصمیم گرفته شده است: {state:state}."),
        "library.unknown": Sentence(
            "The guide library has no {name}.",
            "کتابخانهٔ راهنما {name} ندارد."),
        "library.conflict": Sentence(
            "The guide library has {name} {version} with other content; give the new one another version.",
            "کتابخانهٔ راهنما {name} {version} را با محتوای دیگری دارد؛ به نسخهٔ تازه شمارهٔ دیگری بدهید."),
        "library.field": Sentence(
            "The guide's {field} is missing or too long; nothing was added.",
            "{field} نیامده یا بیش از اندازه بلند است؛ چیزی افزوده نشد."),
    ]
}
