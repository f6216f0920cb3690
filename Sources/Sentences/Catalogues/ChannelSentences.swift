extension Catalogue {
    /// The channel: frames, streams, compression, TLS, calls.
    // swift-format-ignore
    static let channel: [String: Sentence] = [
        "frame.length": Sentence(
            "The other side sent a frame of {length:number} bytes, which the protocol does not allow (limit {limit:number}); the connection was closed.",
            "طرف مقابل قابی به طول {length:number} بایت فرستاد که پروتکل اجازه نمی‌دهد (حد {limit:number})؛ اتصال بسته شد."),
        "frame.reserved": Sentence(
            "The other side set reserved bits of a frame; the connection was closed. Its version may be newer than this one.",
            "طرف مقابل بیت‌های رزرو قاب را به کار برد؛ اتصال بسته شد. شاید نسخهٔ آن تازه‌تر باشد."),
        "frame.stream": Sentence(
            "The other side sent {type} on the wrong stream ({stream}); the connection was closed.",
            "طرف مقابل {type} را روی جریان نادرست ({stream}) فرستاد؛ اتصال بسته شد."),
        "frame.payload": Sentence(
            "The other side sent a malformed {type} frame; the connection was closed.",
            "طرف مقابل قاب {type} خرابی فرستاد؛ اتصال بسته شد."),
        "frame.truncated": Sentence(
            "The connection ended in the middle of a frame; nothing of that frame was used. Try again.",
            "اتصال در میانهٔ یک قاب قطع شد؛ چیزی از آن قاب به کار نرفت. دوباره تلاش کنید."),
        "frame.compression": Sentence(
            "The other side sent compressed data of an illegal length; the transfer was stopped.",
            "طرف مقابل دادهٔ فشرده‌ای با طول غیرمجاز فرستاد؛ انتقال متوقف شد."),
        "compression.data": Sentence(
            "Compressed data is damaged[ ({reason})]; nothing of it was used.",
            "دادهٔ فشرده خراب است[ ({reason})]؛ چیزی از آن به کار نرفت."),
        "compression.limit": Sentence(
            "Compressed data grows beyond its limit[ of {limit:number} bytes]; it was refused.",
            "دادهٔ فشرده از حد خود[ ({limit:number} بایت)] بزرگ‌تر می‌شود؛ پذیرفته نشد."),
        "compression.memory": Sentence(
            "There was no memory for compression; free some and try again.",
            "برای فشرده‌سازی حافظه نبود؛ حافظه آزاد کنید و دوباره تلاش کنید."),
        "compression.progress": Sentence(
            "Compressed data makes no progress; it was refused.",
            "دادهٔ فشرده پیش نمی‌رود؛ پذیرفته نشد."),
        "mux.settings": Sentence(
            "The other side opened the connection in a wrong way (SETTINGS); it was closed.",
            "طرف مقابل اتصال را نادرست آغاز کرد (SETTINGS)؛ اتصال بسته شد."),
        "mux.settings-deadline": Sentence(
            "The other side did not finish opening the connection in time; try again.",
            "طرف مقابل اتصال را به‌موقع کامل نکرد؛ دوباره تلاش کنید."),
        "mux.flood": Sentence(
            "Control messages came too fast; the connection was closed.",
            "پیام‌های کنترلی بیش از اندازه تند رسیدند؛ اتصال بسته شد."),
        "mux.flow-control": Sentence(
            "The other side broke the rules of flow control; the connection was closed.",
            "طرف مقابل قواعد کنترل جریان را شکست؛ اتصال بسته شد."),
        "mux.stream-id": Sentence(
            "The other side used a wrong stream number[ ({stream})]; the connection was closed.",
            "طرف مقابل شمارهٔ جریان نادرستی[ ({stream})] به کار برد؛ اتصال بسته شد."),
        "mux.stream-closed": Sentence(
            "The call had ended already.",
            "این فراخوان پیش‌تر پایان یافته بود."),
        "mux.too-many-streams": Sentence(
            "Too much is going on at once on this connection; try again in a moment.",
            "روی این اتصال کارهای هم‌زمان بیش از حد است؛ کمی بعد دوباره تلاش کنید."),
        "mux.compression": Sentence(
            "The other side compressed what must not be compressed; the connection was closed.",
            "طرف مقابل چیزی را فشرد که نباید فشرده شود؛ اتصال بسته شد."),
        "mux.bulk": Sentence(
            "Large transfers are not allowed here; the call was refused.",
            "انتقال حجیم در اینجا مجاز نیست؛ فراخوان پذیرفته نشد."),
        "mux.flag": Sentence(
            "The other side used a flag that this version does not know; the call was refused.",
            "طرف مقابل پرچمی به کار برد که این نسخه نمی‌شناسد؛ فراخوان پذیرفته نشد."),
        "mux.opening": Sentence(
            "The other side opened a call in a wrong way; it was refused.",
            "طرف مقابل فراخوانی را نادرست آغاز کرد؛ پذیرفته نشد."),
        "mux.go-away": Sentence(
            "The other side contradicted itself while closing; the connection was closed.",
            "طرف مقابل هنگام بستن با خود تناقض داشت؛ اتصال بسته شد."),
        "mux.unresponsive": Sentence(
            "The other side stopped answering; the connection was closed. It is made again by itself.",
            "طرف مقابل دیگر پاسخ نداد؛ اتصال بسته شد و خودبه‌خود دوباره برقرار می‌شود."),
        "mux.lifetime": Sentence(
            "The connection for enrolling has a limit of time and size, and it was reached; start again.",
            "اتصالِ ثبت‌نام حد زمان و حجم دارد و به آن رسید؛ از نو آغاز کنید."),
        "mux.not-open": Sentence(
            "The other side takes no new work now; try again in a moment.",
            "طرف مقابل اکنون کار تازه نمی‌پذیرد؛ کمی بعد دوباره تلاش کنید."),
        "mux.busy": Sentence(
            "The other side is busy; try again when something has ended.",
            "طرف مقابل سرگرم است؛ وقتی کاری پایان یافت دوباره تلاش کنید."),
        "mux.stalled": Sentence(
            "The other side took nothing for too long; the transfer was stopped.",
            "طرف مقابل مدتی دراز چیزی نگرفت؛ انتقال متوقف شد."),
        "tls.configuration": Sentence(
            "TLS cannot be set up[ ({reason})]; check the key and certificate in the state directory.",
            "TLS برپا نمی‌شود[ ({reason})]؛ کلید و گواهی را در پوشهٔ وضعیت وارسی کنید."),
        "tls.handshake-deadline": Sentence(
            "No secure connection came about within {seconds:seconds}; check the network and try again.",
            "در {seconds:seconds} اتصال امن برقرار نشد؛ شبکه را وارسی کنید و دوباره تلاش کنید."),
        "tls.not-tls": Sentence(
            "What answers there does not speak TLS; check the address and port.",
            "آنچه آنجا پاسخ می‌دهد TLS نمی‌داند؛ نشانی و درگاه را وارسی کنید."),
        "tls.version": Sentence(
            "The other side does not speak TLS 1.3.",
            "طرف مقابل TLS 1.3 نمی‌داند."),
        "tls.application-protocol": Sentence(
            "What answers there is no Hamyar relay of this version[ (it offers {offered})]; check the address.",
            "آنچه آنجا پاسخ می‌دهد رلهٔ همیار با این نسخه نیست[ (پیشنهاد آن: {offered})]؛ نشانی را وارسی کنید."),
        "tls.record-overflow": Sentence(
            "The other side sent an oversize TLS record; the connection was closed.",
            "طرف مقابل رکورد TLS بیش از اندازه فرستاد؛ اتصال بسته شد."),
        "tls.control-flood": Sentence(
            "TLS control messages came too fast; the connection was closed.",
            "پیام‌های کنترلی TLS بیش از اندازه تند رسیدند؛ اتصال بسته شد."),
        "tls.truncated": Sentence(
            "The connection was cut off; what had come is not taken for complete. Try again.",
            "اتصال بریده شد؛ آنچه رسیده بود کامل شمرده نمی‌شود. دوباره تلاش کنید."),
        "tls.alert": Sentence(
            "The other side refused the connection[ ({alert})]; its log says why.",
            "طرف مقابل اتصال را نپذیرفت[ ({alert})]؛ دلیل در گزارش آن است."),
        "tls.intercepted": Sentence(
            "Somebody opens the connection in between[: its certificate is from {issuer}]; ask for an exception for the relay's address in the firewall or proxy.",
            "کسی در میانهٔ راه اتصال را باز می‌کند[: گواهی آن از {issuer} است]؛ برای نشانی رله در فایروال یا پراکسی استثنا بخواهید."),
        "tls.write-limit": Sentence(
            "Too much waited for the secure connection; it was closed. Try again.",
            "بیش از حد منتظر اتصال امن ماند؛ اتصال بسته شد. دوباره تلاش کنید."),
        "tls.closed": Sentence(
            "The connection is closed; try again.",
            "اتصال بسته است؛ دوباره تلاش کنید."),
        "tls.protocol": Sentence(
            "The other side broke the rules of TLS[ ({reason})]; the connection was closed.",
            "طرف مقابل قواعد TLS را شکست[ ({reason})]؛ اتصال بسته شد."),
        "call.forbidden": Sentence(
            "This account or machine may not call {method}; ask an admin.",
            "این حساب یا دستگاه اجازهٔ {method} را ندارد؛ از مدیر بخواهید."),
        "call.invalid": Sentence(
            "The request is not valid[: {field}][ ({reason})].",
            "درخواست درست نیست[: {field}][ ({reason})]."),
        "call.unknown": Sentence(
            "The other side does not know {method}; its version may be older.",
            "طرف مقابل {method} را نمی‌شناسد؛ شاید نسخهٔ آن کهنه‌تر باشد."),
        "call.failed": Sentence(
            "The other side failed[ at {method}]; its log says why.",
            "طرف مقابل دچار خطا شد[ ({method})]؛ دلیل در گزارش آن است."),
        "call.timeout": Sentence(
            "No answer came in time[ to {method}]; try again.",
            "پاسخی به‌موقع نرسید[ ({method})]؛ دوباره تلاش کنید."),
        "call.no-reply": Sentence(
            "The other side ended the call without an answer; try again.",
            "طرف مقابل فراخوان را بی‌پاسخ پایان داد؛ دوباره تلاش کنید."),
        "call.conflict": Sentence(
            "There is already another {family} under the id {id}; nothing was done.",
            "با شناسهٔ {id} پیش‌تر {family} دیگری هست؛ کاری انجام نشد."),
        "call.refused": Sentence(
            "The machine takes no more sessions now[ (limit {limit:number})]; try again later.",
            "دستگاه اکنون نشست بیشتری نمی‌پذیرد[ (حد {limit:number})]؛ بعداً دوباره تلاش کنید."),
        "connection.lost": Sentence(
            "The connection was lost; run the same command again.",
            "اتصال از دست رفت؛ همان فرمان را دوباره اجرا کنید."),
        "connection.gone-away": Sentence(
            "The other side ended the connection[ ({code})]; try again[ at {address}].",
            "طرف مقابل اتصال را پایان داد[ ({code})]؛ دوباره تلاش کنید[ ({address})]."),
        "connection.closed": Sentence(
            "The connection was closed here.",
            "اتصال از این سو بسته شد."),
        "connection.displaced": Sentence(
            "Another connection with this machine's key took over; if it was not this machine, its key was copied: tell the vendor.",
            "اتصال دیگری با کلید این دستگاه جایش را گرفت؛ اگر از همین دستگاه نبود کلیدش کپی شده است: به فروشنده بگویید."),
        "network.unreachable": Sentence(
            "No connection to {host}:{port}[ ({reason})]; check the address, and that the relay is running.",
            "به {host}:{port} وصل نشد[ ({reason})]؛ نشانی و روشن‌بودن رله را وارسی کنید."),
        "network.unknown-host": Sentence(
            "There is no host {host}; check the name and the network's DNS.",
            "میزبانی به نام {host} نیست؛ نام و DNS شبکه را وارسی کنید."),
        "network.timeout": Sentence(
            "{host}:{port} does not answer; check the network and the firewall.",
            "{host}:{port} پاسخ نمی‌دهد؛ شبکه و فایروال را وارسی کنید."),
        "proxy.authentication": Sentence(
            "The proxy {host}:{port} wants a user and password, or others.",
            "پراکسی {host}:{port} نام کاربری و گذرواژه، یا دیگری می‌خواهد."),
        "proxy.refused": Sentence(
            "The proxy {host}:{port} does not connect to the relay[ ({status})]; ask its admin to allow it.",
            "پراکسی {host}:{port} به رله وصل نمی‌کند[ ({status})]؛ از مدیر آن اجازه بخواهید."),
        "proxy.malformed": Sentence(
            "What answers at {host}:{port} is no HTTP proxy; check the setting.",
            "آنچه در {host}:{port} پاسخ می‌دهد پراکسی HTTP نیست؛ تنظیم را وارسی کنید."),
        "proxy.timeout": Sentence(
            "The proxy {host}:{port} did not answer in time.",
            "پراکسی {host}:{port} به‌موقع پاسخ نداد."),
        "listener.port-in-use": Sentence(
            "Another program already listens on {host}:{port}; stop it or choose another port.",
            "برنامهٔ دیگری روی {host}:{port} گوش می‌دهد؛ آن را متوقف کنید یا درگاه دیگری برگزینید."),
        "listener.not-bound": Sentence(
            "Cannot listen on {host}:{port}[ ({reason})].",
            "نمی‌توان روی {host}:{port} گوش داد[ ({reason})]."),
        "listener.handshakes": Sentence(
            "Too many connections are being opened at once[ from {source}]; some were refused.",
            "اتصال‌های بیش از حد هم‌زمان باز می‌شوند[ از {source}]؛ برخی پذیرفته نشدند."),
        "listener.connections": Sentence(
            "There are more than {limit:number} connections; new ones were refused.",
            "بیش از {limit:number} اتصال هست؛ تازه‌ها پذیرفته نشدند."),
        "local.in-use": Sentence(
            "Another program already listens on {path}.",
            "برنامهٔ دیگری روی {path} گوش می‌دهد."),
        "local.not-bound": Sentence(
            "Cannot listen on {path}[ ({reason})].",
            "نمی‌توان روی {path} گوش داد[ ({reason})]."),
        "local.unreachable": Sentence(
            "No agent answers[ at {path}][ ({reason})]; is hamyar-agent running, and is this its state directory?",
            "عاملی[ در {path}] پاسخ نمی‌دهد[ ({reason})]؛ آیا hamyar-agent در حال اجراست و پوشهٔ وضعیت همین است؟"),
        "local.forbidden": Sentence(
            "This user may not speak to the agent at {path}; its owner can add people to the group hamyar-approvers.",
            "این کاربر اجازهٔ گفتگو با عامل در {path} را ندارد؛ صاحب آن می‌تواند افراد را به گروه hamyar-approvers بیفزاید."),
        "stream.reset": Sentence(
            "The other side stopped the work[ ({code})].",
            "طرف مقابل کار را متوقف کرد[ ({code})]."),
        "stream.cancelled": Sentence(
            "The work was stopped here.",
            "کار از این سو متوقف شد."),
        "stream.ended": Sentence(
            "The call had ended already; see the log.",
            "فراخوان پیش‌تر پایان یافته بود؛ گزارش را ببینید."),
        "stream.in-use": Sentence(
            "A call was read twice at once; see the log.",
            "فراخوان هم‌زمان دو بار خوانده شد؛ گزارش را ببینید."),
        "stream.unprocessed": Sentence(
            "The other side went away before it began; run the same command again.",
            "طرف مقابل پیش از آغاز کار رفت؛ همان فرمان را دوباره اجرا کنید."),
        "message.too-large": Sentence(
            "A message is larger than the protocol allows; it was refused.",
            "پیامی از حد پروتکل بزرگ‌تر است؛ پذیرفته نشد."),
        "message.invalid": Sentence(
            "The other side sent a message that cannot be read; it was refused.",
            "طرف مقابل پیامی ناخوانا فرستاد؛ پذیرفته نشد."),
        "record.truncated": Sentence(
            "The transfer ended early; run the same command again.",
            "انتقال زودتر پایان یافت؛ همان فرمان را دوباره اجرا کنید."),
    ]
}
