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

    /// Its field, or the word before it, is a person's: a check digit that holds is enough.
    static let person = NumberContext(rawValue: 128)
    /// It is the value of a field (`name=`, `"name":`) that is called otherwise.
    static let field = NumberContext(rawValue: 256)

    private static let people: Set<[UInt8]> = Set(
        [
            "user", "username", "login", "customer", "person", "owner", "holder", "identity", "employee", "patient", "student",
            "member", "subscriber", "buyer",
            "applicant", "insured", "national", "nc", "nin", "kodmeli", "کاربر", "مشتری", "شخص", "متقاضی", "فرد", "بیمار",
            "دانشجو", "کارمند", "هویت", "خریدار", "مالک",
        ].map { Array($0.utf8) })
    private static let codes: Set<[UInt8]> = Set(["code", "kod", "کد", "شناسه", "value", "param", "arg"].map { Array($0.utf8) })

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
            "sku", "msgid", "messageid", "shipment", "parcel", "barcode", "receipt", "tracking", "rrn", "intr", "ctxt", "trace",
            "item", "product", "package",
            "contract", "bill", "payment", "no", "row", "record", "event", "session", "task", "object", "index", "key", "page",
            "rows", "packets", "errors", "hits",
            "حواله", "بارنامه", "مرسوله", "قرارداد", "کالا", "پرونده", "بسته", "سفارش", "ردیف", "مرجع",
            "رهگیری", "درخواست", "قبض", "بارکد",
            "thread", "process", "handle", "fd", "job", "jobid", "batch", "batchid", "seed",
            "مبلغ", "فاکتور", "سند", "پیگیری", "سفارش", "مانده", "جمع", "شمارهسند", "ارجاع", "تراکنش", "بایت", "سریال", "رسید",
            "انبار",
        ].map { Array($0.utf8) })

    /// - Parameter start: where the number begins.
    init(_ line: LineBytes, before start: Int) {
        var first = start
        var anchor = start
        // Words behind another number belong to the number.
        while first > max(0, start - 64) {
            let byte = line[first - 1]
            if ASCII.isDigit(byte) {
                // A list of numbers of ten digits is about one thing.
                guard let before = Self.numberBefore(line, first, anchor) else { break }
                first = before
                anchor = before
                continue
            }
            if byte == 10 { break }
            first -= 1
        }
        // A letter that was cut in two is none.
        while first < start, line[first] & 0xc0 == 0x80 { first += 1 }
        var text = PersianText.letters(line.bytes(first, start))
        var context: NumberContext = []
        for (word, meaning) in Self.words where Self.holds(text, word) { context.insert(meaning) }
        var starts = text.starts
        if starts.count > 1, let last = starts.last,
            ["and", "or"].contains(where: { text.bytes[last...].elementsEqual($0.utf8) })
        {
            starts.removeLast()
            text.bytes.removeLast(text.bytes.count - last)
        }
        if let last = starts.last {
            let near = starts.suffix(2).first ?? last
            let word = Array(text.bytes[last...])
            let singular = word.last == UInt8(ascii: "s") ? Array(word.dropLast()) : word
            if word.suffix(4).elementsEqual("time".utf8)
                || word.suffix(2).elementsEqual("id".utf8) && word.count > 2
                    && !["userid", "personid", "customerid"].contains(String(decoding: word, as: UTF8.self))
            {
                context.insert(.ordinary)
            }
            if Self.ordinaryNames.contains(word) || Self.ordinaryNames.contains(singular)
                || Self.ordinaryNames.contains(Array(text.bytes[near...]))
            {
                context.insert(.ordinary)
            }
            // `سند حسابداری`: what it is, and of which kind.
            let before = Array(text.bytes[near..<last])
            if before.first ?? 0 >= 0x80, last < text.bytes.count, text.bytes[last] >= 0x80, Self.ordinaryNames.contains(before) {
                context.insert(.ordinary)
            }
            if Self.people.contains(word) { context.insert(.person) }
            if Self.isField(line, start), !context.contains(.person), !Self.codes.contains(word) { context.insert(.field) }
            label = word.prefix(24).reduce(14_695_981_039_346_656_037) { ($0 ^ UInt64($1)) &* 1_099_511_628_211 }
        }
        if label == 0 { label = Self.column(line, start) }
        rawValue = context.rawValue
    }

    /// Where a number of ten digits begins that ends here, if only marks and `and` stand between it and the next one.
    private static func numberBefore(_ line: LineBytes, _ end: Int, _ start: Int) -> Int? {
        guard start - end <= 5, (end..<start).allSatisfy({ [32, 44, 59].contains(line[$0]) || ASCII.isLetter(line[$0]) }) else {
            return nil
        }
        if (end..<start).contains(where: { ASCII.isLetter(line[$0]) }), !line.matches("and ", at: line.skipBlanks(end)),
            !line.matches("or ", at: line.skipBlanks(end))
        {
            return nil
        }
        let first = end - 10
        guard first > 0, (first..<end).allSatisfy({ ASCII.isDigit(line[$0]) }), !ASCII.isDigit(line[first - 1]) else {
            return nil
        }
        return first
    }

    /// Without a word: the column of a table.
    private static func column(_ line: LineBytes, _ start: Int) -> UInt64 {
        (max(0, start - 256)..<start).reduce(1) { $0 + ([44, 59, 124, 9].contains(line[$1]) ? 1 : 0) }
    }

    /// The nearest word before the number, to count by.
    private(set) var label: UInt64 = 0

    /// `=` or `:` stands before it, but for blanks and a quotation mark.
    private static func isField(_ line: LineBytes, _ start: Int) -> Bool {
        var index = start - 1
        while index > start - 4,
            ASCII.isBlank(line[index]) || ASCII.isQuote(line[index]) || line[index] == 91 || line[index] == 40
        { index -= 1 }
        guard line[index] == 61 || line[index] == 58 else { return false }
        let before = line[index - 1]
        return ASCII.isLetter(before) || before == 95 || before >= 0x80 || ASCII.isQuote(before) || before == 32 || before == 41
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
