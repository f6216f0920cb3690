extension Catalogue {
    /// Beside contracts: tariffs, support codes, help requests.
    // swift-format-ignore
    static let desk: [String: Sentence] = [
        "tariff.overlap": Sentence(
            "{source} overlaps {name} ({start:date} to {end:date}); only a later day and a higher edition of the same year end an edition. Nothing was imported.",
            "{source} با {name} ({start:date} تا {end:date}) هم‌پوشانی دارد؛ تنها ویرایش بالاتر همان سال با روز آغاز دیرتر، ویرایش پیشین را پایان می‌دهد. چیزی وارد نشد."),
        "tariff.known": Sentence(
            "{name} was imported before with other content; give it a higher edition. Nothing was imported.",
            "{name} پیش‌تر با محتوایی دیگر وارد شده است؛ شمارهٔ ویرایش بالاتری به آن بدهید. چیزی وارد نشد."),
        "seal.broken": Sentence(
            "What is sealed cannot be opened with the relay's sealing key; make a new support code.",
            "آنچه مهر شده است با کلید مهر رله باز نمی‌شود؛ کد پشتیبانی تازه‌ای بسازید."),
        "code.no-match": Sentence(
            "No: that is not the support code[ of {contract}].",
            "نه: این کد پشتیبانی[ {contract}] نیست."),
        "help.state": Sentence(
            "The help request {request} is “{state:state}”.",
            "درخواست کمک {request} در وضعیت «{state:state}» است."),
        "help.text": Sentence(
            "Write 1 to {limit:number} characters, without control characters.",
            "۱ تا {limit:number} نویسه بنویسید، بدون نویسهٔ کنترلی."),
        "help.too-many": Sentence(
            "This machine has {limit:number} open help requests; wait until some are closed.",
            "این دستگاه {limit:number} درخواست کمک باز دارد؛ تا بسته شدن برخی صبر کنید."),
        "help.attachment": Sentence(
            "The file[ {name}] needs a plain name and 1 byte to {limit:bytes}.",
            "فایل[ {name}] نامی ساده و اندازه‌ای از ۱ بایت تا {limit:bytes} می‌خواهد."),
        "help.attachments-full": Sentence(
            "At most {files:number} files go with a help request, and {bytes:bytes} in a day.",
            "با هر درخواست کمک دست بالا {files:number} فایل، و در هر روز {bytes:bytes} پذیرفته می‌شود."),
        "help.attachment-piece": Sentence(
            "The piece at {offset:bytes} does not fit: {held:bytes} are here. Send on from there.",
            "تکهٔ {offset:bytes} جور نیست: {held:bytes} رسیده است. از همان‌جا ادامه دهید."),
        "help.attachment-absent": Sentence(
            "The file {id} is not whole, or its content has been removed.",
            "فایل {id} کامل نیست یا محتوای آن پاک شده است."),
        "help.attachment-digest": Sentence(
            "The file[ {id}] arrived damaged and was not kept. Send it again from the beginning.",
            "فایل[ {id}] آسیب‌دیده رسید و نگه داشته نشد. دوباره از آغاز بفرستید."),
        "code.cool-off": Sentence(
            "Too many support codes were wrong. The next one is looked at from {until:time}.",
            "کدهای پشتیبانی نادرست بیش از اندازه بود. کد بعدی از {until:time} بررسی می‌شود."),
    ]
}
