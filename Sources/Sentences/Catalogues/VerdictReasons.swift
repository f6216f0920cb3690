extension Catalogue {
    /// Why a part of a verdict is as it is, and what must still happen. Never failures: they are shown in prompts.
    // swift-format-ignore
    static let verdicts: [String: Sentence] = [
        "covered.quota": Sentence(
            "drawn from the quota {quota:title}",
            "از سهمیهٔ «{quota:title}» برداشته می‌شود"),
        "covered.uncounted": Sentence(
            "covered without a limit; the use is recorded and no quota changes",
            "بدون محدودیت پوشش دارد؛ استفاده ثبت می‌شود و از سهمیه‌ای کم نمی‌شود"),
        "covered.late": Sentence(
            "takes from what had expired of the quota {quota:title}, because it was recorded late",
            "از آنچه از سهمیهٔ «{quota:title}» منقضی شده بود برداشته می‌شود، چون دیر ثبت شد"),
        "covered.incident": Sentence(
            "belongs to {incident}, which drew on the quota {quota:title} already",
            "به {incident} تعلق دارد که پیش‌تر از سهمیهٔ «{quota:title}» برداشته است"),
        "free.rule": Sentence(
            "free of charge by the plan",
            "بنا بر طرح رایگان است"),
        "free.vendor": Sentence(
            "free of charge, because the vendor repairs a defect of its own product",
            "رایگان است، چون فروشنده ایراد محصول خود را رفع می‌کند"),
        "free.prospect": Sentence(
            "free of charge, no active contract is needed",
            "رایگان است و قرارداد فعال نمی‌خواهد"),
        "priced.beyond-quota": Sentence(
            "[the quota {quota:title}][the {quotas:number} quotas for it together] had {left:amount} left, {asked:amount} asked for",
            "از [سهمیهٔ «{quota:title}»][{quotas:number} سهمیهٔ این کار روی هم] {left:amount} مانده بود و {asked:amount} خواسته شده است"),
        "priced.outside": Sentence(
            "outside of the {interval:interval} period[, which lasted through {ended:day-before}][, which starts on {starts:date}]",
            "بیرون از دورهٔ {interval:interval}[ که تا پایان {ended:day-before} بود][ که از {starts:date} آغاز می‌شود]"),
        "priced.release": Sentence(
            "the release came out on {released:date}, outside of every {interval:interval} period of the contract",
            "نسخه در {released:date} منتشر شده که در هیچ دورهٔ {interval:interval} این قرارداد نیست"),
        "priced.rule": Sentence(
            "priced by the plan",
            "بنا بر طرح هزینه دارد"),
        "priced.distance": Sentence(
            "the route is {metres:kilometres} km, the plan covers less than {limit:kilometres} km",
            "مسیر {metres:kilometres} کیلومتر است و طرح کمتر از {limit:kilometres} کیلومتر را پوشش می‌دهد"),
        "priced.platform": Sentence(
            "the release is for {asked:platform}, the contract's product was bought for {platform:platform}",
            "نسخه برای {asked:platform} است و محصول قرارداد برای {platform:platform} خریده شده است"),
        "priced.version": Sentence(
            "the work is for version {asked}, version {version} was bought",
            "کار برای نسخهٔ {asked} است و نسخهٔ خریداری‌شده {version} است"),
        "priced.uncoordinated": Sentence(
            "the change was not coordinated: before it no licence was returned, no notice was answered, and none was {days:number} business days old",
            "تغییر هماهنگ نشده بود: پیش از آن نه مجوز برگردانده شد، نه اعلانی پاسخ گرفت و نه {days:number} روز کاری از اعلان گذشت"),
        "denied.distance-unknown": Sentence(
            "the distance to the site is not recorded",
            "فاصلهٔ محل ثبت نشده است"),
        "denied.quantity": Sentence(
            "the quantity {asked:amount} makes no sense",
            "مقدار {asked:amount} معنی ندارد"),
        "denied.kind-unknown": Sentence(
            "the plan has no service {kind}",
            "طرح خدمتی به نام {kind} ندارد"),
        "denied.place": Sentence(
            "the plan does not give it {place:place}, only: {places:place}",
            "طرح آن را {place:place} نمی‌دهد؛ تنها: {places:place}"),
        "denied.channel": Sentence(
            "not through {channel:channel}, only through: {channels:channel}",
            "از راه {channel:channel} پذیرفته نمی‌شود؛ تنها از راه: {channels:channel}"),
        "denied.unit": Sentence(
            "it is counted in {needed:unit}, and {unit:unit} cannot be changed into that",
            "واحد آن {needed:unit} است و {unit:unit} به آن تبدیل نمی‌شود"),
        "denied.overdraw": Sentence(
            "[the quota {quota:title}][the {quotas:number} quotas for it together] had {left:amount} left, {asked:amount} asked for; the contract gives no more",
            "از [سهمیهٔ «{quota:title}»][{quotas:number} سهمیهٔ این کار روی هم] {left:amount} مانده بود و {asked:amount} خواسته شده است؛ قرارداد بیش از آن نمی‌دهد"),
        "denied.calendar-unknown": Sentence(
            "the relay has no business calendar {calendar} with hours; tell the vendor",
            "رله تقویم کاری {calendar} را با ساعت کاری ندارد؛ به فروشنده بگویید"),
        "denied.no-contract": Sentence(
            "no contract covers it; only demo and assessment are given",
            "قراردادی آن را پوشش نمی‌دهد؛ تنها نمایش محصول و بررسی اولیه داده می‌شود"),
        "denied.contract-state": Sentence(
            "the contract is {state:contract}",
            "قرارداد {state:contract} است"),
        "denied.no-term": Sentence(
            "the contract has no term",
            "قرارداد دوره‌ای ندارد"),
        "denied.rule": Sentence(
            "the plan does not give it[ outside of the {interval:interval} period][; the release came out on {released:date}][, which lasted through {ended:day-before}][, which starts on {starts:date}]",
            "طرح آن را[ بیرون از دورهٔ {interval:interval}] نمی‌دهد[؛ نسخه در {released:date} منتشر شده است][؛ این دوره تا پایان {ended:day-before} بود][؛ این دوره از {starts:date} آغاز می‌شود]"),
        "denied.no-bucket": Sentence(
            "the books lack the quota {quota:title}; tell the vendor",
            "دفتر سهمیهٔ «{quota:title}» را ندارد؛ به فروشنده بگویید"),
        "denied.overflow": Sentence(
            "the price cannot be computed",
            "قیمت محاسبه‌پذیر نیست"),
        "condition.identity": Sentence(
            "the customer must be identified ({needed:identity})",
            "هویت مشتری باید احراز شود ({needed:identity})"),
        "condition.second-person": Sentence(
            "a second person must confirm",
            "نفر دوم باید تأیید کند"),
        "condition.prerequisite": Sentence(
            "the customer must prepare: {name:title}",
            "مشتری باید آماده کند: {name:title}"),
        "condition.outside-hours": Sentence(
            "outside of working hours[; open again on {opens:moment}]",
            "بیرون از ساعت کاری است[؛ آغاز بعدی کار: {opens:moment}]"),
    ]
}
