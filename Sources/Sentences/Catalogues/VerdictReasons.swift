extension Catalogue {
    /// Why a part of a verdict is as it is, and what must still happen. Never failures: they are shown in prompts.
    // swift-format-ignore
    static let verdicts: [String: Sentence] = [
        "covered.quota": Sentence(
            "drawn from the quota {quota}",
            "از سهمیهٔ {quota} برداشته می‌شود"),
        "covered.uncounted": Sentence(
            "covered without a limit; the use is recorded and no quota changes",
            "بی‌حد پوشش دارد؛ استفاده ثبت می‌شود و سهمیه‌ای تغییر نمی‌کند"),
        "free.rule": Sentence(
            "free of charge by the plan",
            "بنا بر طرح رایگان است"),
        "free.vendor": Sentence(
            "free of charge, because the vendor repairs its own defect",
            "رایگان است، چون فروشنده نقص خود را رفع می‌کند"),
        "free.prospect": Sentence(
            "free of charge for someone without a contract",
            "برای کسی که قرارداد ندارد رایگان است"),
        "priced.beyond-quota": Sentence(
            "the quota {quota} has {left} left, {asked} is asked for",
            "از سهمیهٔ {quota} تنها {left} مانده و {asked} خواسته شده است"),
        "priced.outside": Sentence(
            "outside of the {interval} period[, which ended on {ended:date}][, which starts on {starts:date}]",
            "بیرون از دورهٔ {interval}[ که در {ended:date} پایان یافت][ که از {starts:date} آغاز می‌شود]"),
        "priced.rule": Sentence(
            "priced by the plan",
            "بنا بر طرح هزینه دارد"),
        "priced.distance": Sentence(
            "the way is {metres:number} metres, the plan covers less than {limit:number}",
            "راه {metres:number} متر است و طرح کمتر از {limit:number} متر را پوشش می‌دهد"),
        "denied.distance-unknown": Sentence(
            "the distance to the site is not recorded",
            "فاصلهٔ محل ثبت نشده است"),
        "denied.quantity": Sentence(
            "the quantity {asked} makes no sense",
            "مقدار {asked} معنی ندارد"),
        "denied.kind-unknown": Sentence(
            "the plan has no service {kind}",
            "طرح خدمتی به نام {kind} ندارد"),
        "denied.place": Sentence(
            "{kind} is not given there ({place}), only: {places}",
            "{kind} آنجا ({place}) داده نمی‌شود، تنها: {places}"),
        "denied.no-contract": Sentence(
            "no contract covers it; only demo and assessment are given",
            "قراردادی آن را پوشش نمی‌دهد؛ تنها نمایش و ارزیابی داده می‌شود"),
        "denied.contract-state": Sentence(
            "the contract is {state}",
            "قرارداد در وضعیت {state} است"),
        "denied.no-term": Sentence(
            "the contract has no term",
            "قرارداد دوره‌ای ندارد"),
        "denied.rule": Sentence(
            "the plan does not give it",
            "طرح آن را نمی‌دهد"),
        "denied.no-bucket": Sentence(
            "the books lack the quota {quota}; tell the vendor",
            "دفتر سهمیهٔ {quota} را ندارد؛ به فروشنده بگویید"),
        "denied.overflow": Sentence(
            "the price cannot be computed",
            "قیمت محاسبه‌پذیر نیست"),
        "condition.identity": Sentence(
            "the customer must be identified first ({needed})",
            "نخست باید هویت مشتری شناخته شود ({needed})"),
        "condition.second-person": Sentence(
            "a second person must confirm",
            "نفر دوم باید تأیید کند"),
    ]
}
