/// What the words before a number say that it is.
struct NumberContext: OptionSet {
    let rawValue: Int

    static let national = NumberContext(rawValue: 1)
    static let legal = NumberContext(rawValue: 2)
    static let postal = NumberContext(rawValue: 4)
    static let mobile = NumberContext(rawValue: 8)
    static let card = NumberContext(rawValue: 16)
    static let shaba = NumberContext(rawValue: 32)
    /// A time, a size, an amount, a number of an order: nobody's.
    static let ordinary = NumberContext(rawValue: 64)

    private static let named: [(String, NumberContext)] = [
        ("nationalid", .national), ("nationalcode", .national), ("nationalno", .national), ("nationalnumber", .national),
        ("nationalidentity", .national), ("nid", .national),
        ("melli", .national), ("meli", .national), ("ssn", .national), ("identitynumber", .national), ("کدملی", .national),
        ("شمارهملی", .national), ("کدملّی", .national),
        ("legalid", .legal), ("companyid", .legal), ("legalnationalid", .legal), ("shenase", .legal), ("economiccode", .legal),
        ("شناسهملی", .legal), ("شناسهحقوقی", .legal),
        ("کداقتصادی", .legal), ("corporateid", .legal), ("organizationid", .legal),
        ("postalcode", .postal), ("postcode", .postal), ("zipcode", .postal), ("zip", .postal), ("postal", .postal),
        ("codeposti", .postal), ("کدپستی", .postal), ("پستی", .postal),
        ("mobile", .mobile), ("phone", .mobile), ("cell", .mobile), ("msisdn", .mobile), ("tel", .mobile), ("receptor", .mobile),
        ("hamrah", .mobile), ("sms", .mobile), ("gsm", .mobile),
        ("همراه", .mobile), ("موبایل", .mobile), ("تلفن", .mobile), ("تماس", .mobile), ("پیامک", .mobile),
        ("card", .card), ("pan", .card), ("کارت", .card), ("shaba", .shaba), ("sheba", .shaba), ("iban", .shaba), ("شبا", .shaba),
    ]
    private static let words: [([UInt8], NumberContext)] = named.map { (Array($0.0.utf8), $0.1) }

    /// Ends of the nearest name.
    private static let ordinaryNames: Set<[UInt8]> = Set(
        [
            "time", "ts", "timestamp", "date", "epoch", "exp", "iat", "nbf", "at", "expires", "expiry", "since", "until", "bytes",
            "size", "len", "length", "offset", "inode", "ino",
            "pid", "ppid", "tid", "uid", "gid", "port", "seq", "sequence", "count", "total", "rss", "mem", "memory", "used",
            "free", "ns", "ms", "us", "nanos", "usec", "sec",
            "amount", "price", "sum", "balance", "order", "orderid", "invoice", "invoiceid", "request", "requestid", "req",
            "reqid", "traceid", "ticket", "document", "serial", "build",
            "transaction", "transactionid", "txid", "ref", "reference", "refid", "seen", "modified", "created", "updated",
            "block", "sector", "lsn", "xid", "cursor", "version", "revision",
            "duration", "elapsed", "took", "tick", "ticks", "cycles", "addr", "address", "counter", "hash", "crc", "checksum",
            "thread", "process", "handle", "fd", "job", "jobid", "batch", "batchid", "seed",
            "مبلغ", "فاکتور", "سند", "پیگیری", "سفارش", "مانده", "جمع", "شمارهسند", "ارجاع", "تراکنش", "بایت", "سریال", "رسید",
            "انبار",
        ].map { Array($0.utf8) })

    /// - Parameter start: where the number begins.
    init(_ line: LineBytes, before start: Int) {
        var first = start
        // Words behind another number belong to the number.
        while first > max(0, start - 64) {
            let byte = line[first - 1]
            if ASCII.isDigit(byte) || byte == 10 { break }
            first -= 1
        }
        // A letter that was cut in two is none.
        while first < start, line[first] & 0xc0 == 0x80 { first += 1 }
        let text = PersianText.letters(line.bytes(first, start))
        var context: NumberContext = []
        for (word, meaning) in Self.words where Self.holds(text, word) { context.insert(meaning) }
        if let last = text.starts.last {
            let near = text.starts.suffix(2).first ?? last
            if Self.ordinaryNames.contains(Array(text.bytes[last...])) || Self.ordinaryNames.contains(Array(text.bytes[near...]))
            {
                context.insert(.ordinary)
            }
        }
        rawValue = context.rawValue
    }

    init(rawValue: Int) {
        self.rawValue = rawValue
    }

    /// Short words must be whole ones; longer ones may go on.
    private static func holds(_ text: PersianText.Letters, _ word: [UInt8]) -> Bool {
        let places = text.places(of: word)
        guard word.count <= 4, word[0] < 0x80 else { return !places.isEmpty }
        return places.contains { place in
            let end = place + word.count
            return text.starts.contains(place) && (end == text.bytes.count || text.starts.contains(end))
        }
    }
}
