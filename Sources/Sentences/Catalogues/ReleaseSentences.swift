extension Catalogue {
    /// Releases, payloads, metadata.
    // swift-format-ignore
    static let releases: [String: Sentence] = [
        "payload.malformed": Sentence(
            "The payload[ is wrong at {path}] cannot be used[ ({reason})]; nothing was installed.",
            "بسته[ در {path} نادرست است و] به کار نمی‌آید[ ({reason})]؛ چیزی نصب نشد."),
        "payload.too-large": Sentence(
            "The payload is larger than it may be[ ({what}, at most {limit})]; nothing was installed.",
            "بسته بزرگ‌تر از اندازهٔ مجاز است[ ({what}، حداکثر {limit})]؛ چیزی نصب نشد."),
        "payload.mismatch": Sentence(
            "The payload unpacks to something else than what was signed[ ({found} instead of {expected})]; nothing was installed.",
            "آنچه از بسته بیرون می‌آید همان نیست که امضا شده است[ ({found} به‌جای {expected})]؛ چیزی نصب نشد."),
        "payload.file": Sentence(
            "{path} cannot be read or written[ ({call}: {reason})]; check the disk and try again.",
            "{path} خوانده یا نوشته نمی‌شود[ ({call}: {reason})]؛ دیسک را وارسی کنید و دوباره تلاش کنید."),
        "metadata.malformed": Sentence(
            "The vendor's release list is damaged[ ({role}: {reason})]; nothing was fetched.",
            "فهرست انتشار فروشنده خراب است[ ({role}: {reason})]؛ چیزی دریافت نشد."),
        "metadata.too-large": Sentence(
            "The vendor's release list is larger than it may be[ ({role}, at most {limit} bytes)]; nothing was fetched.",
            "فهرست انتشار فروشنده بزرگ‌تر از اندازهٔ مجاز است[ ({role}، حداکثر {limit} بایت)]؛ چیزی دریافت نشد."),
        "metadata.unsigned": Sentence(
            "The release list {role} has {found} of {threshold} signatures that it needs; nothing was fetched.",
            "فهرست انتشار {role} از {threshold} امضای لازم {found} امضا دارد؛ چیزی دریافت نشد."),
        "metadata.version": Sentence(
            "The release list {role} has version {found}, and {expected} was expected: it is old or forged; nothing was fetched.",
            "نسخهٔ فهرست انتشار {role} برابر {found} است، نه {expected}: کهنه یا جعلی است؛ چیزی دریافت نشد."),
        "metadata.expired": Sentence(
            "The release list {role} is out of time; nothing is installed until the vendor publishes a new one. If that lasts, tell the vendor.",
            "مهلت فهرست انتشار {role} گذشته است؛ تا فروشنده فهرست تازه‌ای منتشر نکند چیزی نصب نمی‌شود. اگر چنین ماند به فروشنده بگویید."),
        "metadata.mismatch": Sentence(
            "The release list {role} is not the one that was announced[ ({reason})]; nothing was fetched.",
            "فهرست انتشار {role} همان نیست که اعلام شده است[ ({reason})]؛ چیزی دریافت نشد."),
        "metadata.dropped": Sentence(
            "The release list {role} was there before and is missing now; nothing was fetched.",
            "فهرست انتشار {role} پیش‌تر بود و اکنون نیست؛ چیزی دریافت نشد."),
        "metadata.absent": Sentence(
            "The vendor's releases lack {name}.",
            "{name} در انتشارهای فروشنده نیست."),
        "metadata.unreachable": Sentence(
            "{name} cannot be fetched[ ({reason})]; try again.",
            "{name} دریافت نمی‌شود[ ({reason})]؛ دوباره تلاش کنید."),
        "metadata.storage": Sentence(
            "{path} cannot be read or written[ ({reason})]; check the disk and try again.",
            "{path} خوانده یا نوشته نمی‌شود[ ({reason})]؛ دیسک را وارسی کنید و دوباره تلاش کنید."),
        "target.unknown": Sentence(
            "There is no release {target}.",
            "انتشاری به نام {target} نیست."),
        "target.mismatch": Sentence(
            "What was fetched for {target} is not what was signed[ ({reason})]; it was thrown away.",
            "آنچه برای {target} دریافت شد همان نیست که امضا شده است[ ({reason})]؛ دور انداخته شد."),
        "target.malformed": Sentence(
            "The description of {target} is wrong[ ({reason})].",
            "توصیف {target} نادرست است[ ({reason})]."),
        "target.foreign": Sentence(
            "{target} is of {found}, not of {expected}; it was refused.",
            "{target} از {found} است، نه از {expected}؛ پذیرفته نشد."),
        "target.unavailable": Sentence(
            "{product} {version} cannot be installed over {installed}[ ({reason})][; install {first} first].",
            "{product} {version} روی {installed} نصب نمی‌شود[ ({reason})][؛ نخست {first} را نصب کنید]."),
        "release.no-directory": Sentence(
            "There is no release directory at {path}; hamyar release init makes one.",
            "در {path} پوشهٔ انتشار نیست؛ \u{200e}hamyar release init آن را می‌سازد."),
        "release.absent": Sentence(
            "There is no {name} among the releases.",
            "{name} در میان انتشارها نیست."),
        "release.exists": Sentence(
            "There is {name} already, with other content; give it another version.",
            "{name} پیش‌تر با محتوای دیگری منتشر شده است؛ نسخهٔ دیگری به آن بدهید."),
        "release.version-withdrawn": Sentence(
            "{name} {version} was published once with other content, and withdrawn; give it another version.",
            "{name} {version} یک بار با محتوای دیگری منتشر و سپس پس گرفته شده است؛ نسخهٔ دیگری به آن بدهید."),
        "script.unknown": Sentence(
            "The vendor has published no script {name}[ {version}]. What there is: hamyar release list",
            "فروشنده اسکریپتی به نام {name}[ {version}] منتشر نکرده است. آنچه هست: hamyar release list"),
        "script.parameter-unknown": Sentence(
            "The script {script} takes no parameter {name}[; it takes {known}].",
            "اسکریپت {script} پارامتری به نام {name} نمی‌گیرد[؛ این‌ها را می‌گیرد: {known}]."),
        "script.parameter-missing": Sentence(
            "The script {script} needs the parameter {name}[ ({type})].",
            "اسکریپت {script} پارامتر {name} را لازم دارد[ ({type})]."),
        "script.parameter-value": Sentence(
            "The parameter {name} does not take this value[; it takes {type}: {allowed}].",
            "پارامتر {name} این مقدار را نمی‌گیرد[؛ می‌گیرد: {type}، {allowed}]."),
        "release.unsigned": Sentence(
            "{role} has {found} of {threshold} signatures that it needs; nothing was published. Those who have its keys run: hamyar release sign",
            "{role} از {threshold} امضای لازم {found} امضا دارد؛ چیزی منتشر نشد. دارندگان کلیدهای آن اجرا کنند: hamyar release sign"),
        "release.threshold": Sentence(
            "{role} cannot need {threshold} signatures of {keys:number} keys; --threshold is 1 to the number of its keys.",
            "{role} نمی‌تواند {threshold} امضا از {keys:number} کلید بخواهد؛ ‎--threshold‎ از ۱ تا شمار کلیدهاست."),
        "release.quota": Sentence(
            "There is no room for it among the releases at the relay ({of}: at most {limit}). Wait until withdrawn files have gone, or start the relay with a larger --releases-quota.",
            "در میان نسخه‌های نزد رله برای آن جا نیست ({of}: دست بالا {limit}). منتظر بمانید تا پرونده‌های کنارگذاشته پاک شوند یا رله را با ‎--releases-quota‎ بزرگ‌تری راه بیندازید."),
        "release.unpublished": Sentence(
            "Nothing is published under the name {name}.",
            "چیزی با نام {name} منتشر نشده است."),
        "release.incomplete": Sentence(
            "{name} has not been sent to the relay, so nothing was published. Give the command again.",
            "{name} به رله فرستاده نشده است و چیزی منتشر نشد. فرمان را دوباره بدهید."),
        "release.name-taken": Sentence(
            "{name} was published with another content. Names of metadata never change theirs: sign a higher version.",
            "{name} با محتوای دیگری منتشر شده است. محتوای یک نام هرگز عوض نمی‌شود: نسخهٔ بالاتری امضا کنید."),
        "release.withdrawn": Sentence(
            "{path} is withdrawn; nothing was fetched.",
            "{path} کنار گذاشته شده است؛ چیزی گرفته نشد."),
        "release.not-named": Sentence(
            "No session that is active on this machine names {path}; nothing was fetched.",
            "هیچ نشست فعالی روی این دستگاه {path} را نام نمی‌برد؛ چیزی گرفته نشد."),
        "release.timestamp-key": Sentence(
            "The root metadata does not give timestamp to this relay's key alone ({key}). Sign a root that does.",
            "فرادادهٔ ریشه مهر زمان را تنها به کلید این رله نمی‌سپارد ({key}). ریشه‌ای امضا کنید که چنین کند."),
        "release.no-key": Sentence(
            "The relay has no key for timestamps. Its admin runs: hamyar-relay releases init",
            "رله کلیدی برای مهر زمان ندارد. مدیر آن اجرا کند: hamyar-relay releases init"),
        "release.storage": Sentence(
            "{path} cannot be read or written[ ({reason})].",
            "{path} خوانده یا نوشته نمی‌شود[ ({reason})]."),
    ]
}
