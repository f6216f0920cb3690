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
    ]
}
