extension Catalogue {
    /// What a diagnosis cannot do, and what is wrong with a vendor's declaration.
    // swift-format-ignore
    static let diagnoses: [String: Sentence] = [
        "redaction.rule": Sentence(
            "The redaction rule {rule} cannot be used: {reason}.",
            "قاعدهٔ پوشاندن {rule} به کار نمی‌آید: {reason}."),
        "redaction.word-short": Sentence(
            "“{word}” is too short to be taken out of everything; write at least {least:number} characters.",
            "«{word}» برای حذف از همه‌جا کوتاه است؛ دست‌کم {least:number} نویسه بنویسید."),
        "redaction.too-many": Sentence(
            "There are more than {limit:number} {what} for redaction.",
            "شمار قاعده‌ها یا نام‌های پوشاندن ({what}) از {limit:number} بیشتر است."),
        "diagnosis.no-program": Sentence(
            "The program {program} is not on this machine.",
            "برنامهٔ {program} روی این دستگاه نیست."),
        "diagnosis.program-failed": Sentence(
            "{program} ended with status {status:number}[: {output}].",
            "{program} با وضعیت {status:number} پایان یافت[: {output}]."),
        "diagnosis.timeout": Sentence(
            "{name:collector} did not answer within {millis:millis}.",
            "{name:collector} در {millis:millis} پاسخ نداد."),
        "diagnosis.too-large": Sentence(
            "{name} gave more than {limit:bytes}.",
            "{name} بیش از {limit:bytes} داد."),
        "diagnosis.unreadable": Sentence(
            "{path} cannot be read[ ({reason})].",
            "{path} خوانده نمی‌شود[ ({reason})]."),
        "diagnosis.malformed": Sentence(
            "{source} gave something that cannot be understood[ ({reason})].",
            "{source} چیزی داد که فهمیده نمی‌شود[ ({reason})]."),
        "diagnosis.not-here": Sentence(
            "There is nothing of this kind here: {what:part}.",
            "چیزی از این دست اینجا نیست: {what:part}."),
        "diagnosis.crashed": Sentence(
            "Collecting {name:collector} broke off with status {status:number}[: {output}].",
            "گردآوری {name:collector} با وضعیت {status:number} گسست[: {output}]."),
        "diagnosis.unknown-collector": Sentence(
            "There is no collector {name}; there are host, cpu, memory, disks, network, processes, services, logs, packages, products, time, hardware and product:NAME.",
            "گردآوری با نام {name} نیست؛ این‌ها هستند: host، cpu، memory، disks، network، processes، services، logs، packages، products، time، hardware و product:NAME."),
        "diagnosis.out-of-time": Sentence(
            "{name:collector} was not begun: the diagnosis took too long.",
            "{name:collector} آغاز نشد؛ عیب‌یابی بیش از اندازه طول کشید."),
        "diagnosis.no-answer": Sentence(
            "{name} does not answer[ ({reason})].",
            "{name} پاسخ نمی‌دهد[ ({reason})]."),
        "diagnosis.document": Sentence(
            "This is no document of a diagnosis: {reason}.",
            "این سند عیب‌یابی نیست: {reason}."),
        "declaration.malformed": Sentence(
            "The declaration is wrong at {path}: it {reason}.",
            "اعلان در {path} نادرست است: {reason}."),
        "declaration.too-large": Sentence(
            "The declaration is over a limit at {path}: {limit:number} at most.",
            "اعلان در {path} از حد می‌گذرد: دست بالا {limit:number}."),
    ]
}
