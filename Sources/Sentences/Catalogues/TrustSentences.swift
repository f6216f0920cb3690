extension Catalogue {
    /// Trust: keys, signed objects, certificates, enrolment.
    // swift-format-ignore
    static let trust: [String: Sentence] = [
        "key.absent": Sentence(
            "There is no key at {path}; is this the right state directory? If it is new, enrol first.",
            "در {path} کلیدی نیست؛ آیا پوشهٔ وضعیت درست است؟ اگر تازه است، نخست ثبت‌نام کنید."),
        "key.exposed": Sentence(
            "Others can read the key at {path} (mode {mode}); take the rights away with chmod 600, and renew the key if someone may have copied it.",
            "دیگران می‌توانند کلید {path} را بخوانند (حالت {mode})؛ با chmod 600 اجازه را بردارید و اگر شاید کپی شده باشد کلید را تازه کنید."),
        "key.malformed": Sentence(
            "The key[ at {path}] is damaged or of another kind[ ({reason})].",
            "کلید[ {path}] خراب یا از نوع دیگری است[ ({reason})]."),
        "key.unusable": Sentence(
            "The cryptographic library could not use a key; see the log.",
            "کتابخانهٔ رمزنگاری نتوانست کلید را به کار برد؛ گزارش را ببینید."),
        "key.exists": Sentence(
            "There is already a file at {path}; it was left as it is. Choose another directory.",
            "در {path} پیش‌تر فایلی هست؛ دست نخورد. پوشهٔ دیگری برگزینید."),
        "key.unreadable": Sentence(
            "The file {path} cannot be read ({reason}).",
            "فایل {path} خوانده نمی‌شود ({reason})."),
        "key.locked": Sentence(
            "The key at {path} has a passphrase; sign at a terminal, or name a file with it in HAMYAR_RELEASE_PASSPHRASE_FILE.",
            "کلید {path} گذرواژه دارد؛ در پایانه امضا کنید یا پرونده‌ای با گذرواژه را در HAMYAR_RELEASE_PASSPHRASE_FILE نام ببرید."),
        "key.passphrase-wrong": Sentence(
            "This is not the passphrase of the key at {path}, or the file is damaged.",
            "این گذرواژهٔ کلید {path} نیست یا پرونده خراب است."),
        "key.passphrase-weak": Sentence(
            "A passphrase has at least {shortest} characters[, and at most {longest} bytes]; no key was made.",
            "گذرواژه دست‌کم {shortest} نویسه دارد[ و حداکثر {longest} بایت]؛ کلیدی ساخته نشد."),
        "key.unwritable": Sentence(
            "The file {path} could not be written ({reason}).",
            "فایل {path} نوشته نشد ({reason})."),
        "envelope.wrong-domain": Sentence(
            "A signature is for another kind of object ({found} instead of {expected}); it was refused.",
            "امضا برای چیز دیگری است ({found} به جای {expected})؛ پذیرفته نشد."),
        "envelope.wrong-vendor": Sentence(
            "A signature is for another vendor ({found} instead of {expected}); it was refused.",
            "امضا برای فروشندهٔ دیگری است ({found} به جای {expected})؛ پذیرفته نشد."),
        "envelope.wrong-key": Sentence(
            "Something was signed with another key than expected ({found}); it was refused.",
            "چیزی با کلید دیگری ({found}) امضا شده است؛ پذیرفته نشد."),
        "envelope.bad-signature": Sentence(
            "The signature of {domain} is false; it was refused.",
            "امضای {domain} نادرست است؛ پذیرفته نشد."),
        "envelope.too-large": Sentence(
            "A signed object has {size:number} bytes, more than {limit:number}; it was refused.",
            "شیء امضاشده {size:number} بایت دارد که از {limit:number} بیشتر است؛ پذیرفته نشد."),
        "envelope.malformed": Sentence(
            "A signed object is malformed; it was refused.",
            "شیء امضاشده بدشکل است؛ پذیرفته نشد."),
        "certificate.absent": Sentence(
            "The other side showed no certificate; it was refused.",
            "طرف مقابل گواهی نشان نداد؛ پذیرفته نشد."),
        "certificate.too-large": Sentence(
            "The other side's certificate is too large ({size:number} bytes); it was refused.",
            "گواهی طرف مقابل بیش از اندازه بزرگ است ({size:number} بایت)؛ پذیرفته نشد."),
        "certificate.malformed": Sentence(
            "A certificate is damaged or of another kind[ ({reason})].",
            "گواهی خراب یا از نوع دیگری است[ ({reason})]."),
        "certificate.expired": Sentence(
            "The certificate of {name} has expired[ ({not_after:time})]; renew it or enrol again.",
            "گواهی {name} منقضی شده است[ ({not_after:time})]؛ آن را تازه کنید یا دوباره ثبت‌نام کنید."),
        "certificate.not-yet-valid": Sentence(
            "The certificate of {name} is not valid yet; check this computer's clock.",
            "گواهی {name} هنوز معتبر نیست؛ ساعت این رایانه را وارسی کنید."),
        "certificate.wrong-purpose": Sentence(
            "The certificate of {name} is for another purpose; it was refused.",
            "گواهی {name} برای کار دیگری است؛ پذیرفته نشد."),
        "certificate.wrong-name": Sentence(
            "The certificate is for {name}, not for {expected}; it was refused.",
            "گواهی برای {name} است نه برای {expected}؛ پذیرفته نشد."),
        "certificate.revoked": Sentence(
            "The certificate of {name} was revoked; ask an admin.",
            "گواهی {name} باطل شده است؛ از مدیر بپرسید."),
        "certificate.unknown-authority": Sentence(
            "The certificate of {name} is from an authority that is not trusted here; it was refused.",
            "گواهی {name} از مرجعی است که اینجا معتبر نیست؛ پذیرفته نشد."),
        "certificate.bad-signature": Sentence(
            "The certificate of {name} is forged; it was refused.",
            "گواهی {name} جعلی است؛ پذیرفته نشد."),
        "certificate.authority-expired": Sentence(
            "The authority behind {name} is not valid now; a new trust bundle is needed.",
            "مرجعِ پشت {name} اکنون معتبر نیست؛ بستهٔ اعتماد تازه لازم است."),
        "certificate.refused": Sentence(
            "The certificate of {name} was refused[ ({reason})].",
            "گواهی {name} پذیرفته نشد[ ({reason})]."),
        "certificate.not-issued": Sentence(
            "No certificate was made for {name}[ ({reason})].",
            "برای {name} گواهی ساخته نشد[ ({reason})]."),
        "enrolment.code-malformed": Sentence(
            "This is no enrolment code; it begins with hamyar1- and has seven groups of six characters.",
            "این کد ثبت‌نام نیست؛ کد با hamyar1- آغاز می‌شود و هفت گروه شش‌حرفی دارد."),
        "enrolment.code-mistyped": Sentence(
            "A character of the enrolment code is wrong; compare it and type it again.",
            "یک حرف از کد ثبت‌نام نادرست است؛ مقایسه کنید و دوباره بنویسید."),
        "enrolment.unknown": Sentence(
            "The relay does not know this enrolment code; check it, or ask for a new one.",
            "رله این کد ثبت‌نام را نمی‌شناسد؛ آن را وارسی کنید یا کد تازه بخواهید."),
        "enrolment.expired": Sentence(
            "The enrolment code expired[ on {expired:time}]; ask for a new one.",
            "مهلت کد ثبت‌نام گذشته است[ ({expired:time})]؛ کد تازه بخواهید."),
        "enrolment.used": Sentence(
            "The enrolment code was used already, by another key; ask for a new one, and say so if it was not you.",
            "کد ثبت‌نام پیش‌تر با کلید دیگری به کار رفته است؛ کد تازه بخواهید و اگر کار شما نبوده است بگویید."),
        "enrolment.wrong-root": Sentence(
            "This relay is not the one that the code is for: its vendor root is another one. Nothing secret was said to it.",
            "این رله آن نیست که کد برای آن است: ریشهٔ فروشنده‌اش دیگری است. چیزی محرمانه به آن گفته نشد."),
        "enrolment.wrong-answer": Sentence(
            "What the relay answered is not for this key, role or vendor[ ({field})]; nothing was stored.",
            "پاسخ رله برای این کلید، نقش یا فروشنده نیست[ ({field})]؛ چیزی ذخیره نشد."),
        "trust.older": Sentence(
            "A trust bundle or revocation list is older than the one held[ ({offered}, held {stored})][ ({found}, held {held})]; it was refused.",
            "بستهٔ اعتماد یا فهرست ابطال از آنچه هست کهنه‌تر است[ ({offered}، موجود {stored})][ ({found}، موجود {held})]؛ پذیرفته نشد."),
        "trust.conflict": Sentence(
            "There are two different trust bundles or lists under number {number} ({object}); the new one was refused. Tell the vendor.",
            "دو بستهٔ اعتماد یا فهرست متفاوت با شمارهٔ {number} ({object}) هست؛ تازه پذیرفته نشد. به فروشنده بگویید."),
        "trust.list-missing": Sentence(
            "The trust bundle demands revocation list {needed}, there is {found}; nothing is accepted until it comes.",
            "بستهٔ اعتماد فهرست ابطال {needed} را می‌خواهد و {found} هست؛ تا رسیدن آن چیزی پذیرفته نمی‌شود."),
        "trust.unknown-signer": Sentence(
            "{object} was signed by a key that the trust bundle does not name for it[ ({key})]; it was refused.",
            "{object} با کلیدی امضا شده که بستهٔ اعتماد نام نبرده است[ ({key})]؛ پذیرفته نشد."),
        "trust.incomplete": Sentence(
            "The trust bundle names nobody for the role {role}; it was refused.",
            "بستهٔ اعتماد برای نقش {role} کسی را نام نمی‌برد؛ پذیرفته نشد."),
        "trust.outlives-certificate": Sentence(
            "The operation {operation} would outlive its signer's certificate; renew the certificate and sign again.",
            "عملیات {operation} از گواهی امضاکننده دیرپاتر است؛ گواهی را تازه و دوباره امضا کنید."),
        "authority.directory": Sentence(
            "The authority directory {path} cannot be used; is it mounted, and the right one?",
            "پوشهٔ مرجع {path} در دسترس نیست؛ آیا وصل است و درست است؟"),
        "identity.state": Sentence(
            "{id} is {state:party}; that is not possible now.",
            "{id} {state:party} است؛ این کار اکنون شدنی نیست."),
    ]
}
