/// Names of people and customers in fields that are called so: `customer_name=Sara Mohammadi`, `نام مشتری: رضا کریمی`.
enum PersonNames {
    /// A name's letters and nothing of a program's: no digits, no brackets, no identifiers.
    static func isName(_ line: LineBytes, _ start: Int, _ end: Int, several: Bool) -> Bool {
        guard end - start >= 2, end - start <= 120 else { return false }
        // A number of Persian or Arabic digits: so many customers.
        if line[start] == 0xdb && line[start + 1] & 0xf0 == 0xb0 || line[start] == 0xd9 && (0xa0...0xa9).contains(line[start + 1])
        {
            return false
        }
        var parts = 1
        var capitals = true
        var isPersian = false
        for index in start..<end {
            let byte = line[index]
            if byte == 32 { parts += 1 }
            if byte >= 0x80 { isPersian = true }
            guard ASCII.isLetter(byte) || byte >= 0x80 || byte == 32 || byte == 46 || byte == 39 || byte == 45 else {
                return false
            }
            if index == start || line[index - 1] == 32, ASCII.isLower(byte) { capitals = false }
        }
        guard let first = words(line, start, end).first, let last = words(line, start, end).last else { return false }
        // `self.name`, `x.y.z`, `must not be blank`, `جدید ثبت شد`
        if !isPersian, parts == 1, (start..<end - 1).contains(where: { line[$0] == 46 }) { return false }
        if Placeholders.beginsSentence(first) || verbs.contains(last) { return false }
        return !several || parts > 1 && (isPersian || capitals)
    }

    private static func words(_ line: LineBytes, _ start: Int, _ end: Int) -> [String] {
        PersianText.folded(line.bytes(start, end)).split(separator: " ").map(String.init)
    }

    private static let verbs: Set<String> = [
        "شد", "است", "نیست", "شود", "نشد", "کرد", "نکرد", "ندارد", "دارد", "بود", "یافت", "خالی", "الزامی", "تکراری", "نامعتبر",
        "اجباری", "جدید",
    ]

    /// In lower case and without what parts their words.
    static let fields = """
        customername customerfullname fullname firstname lastname middlename givenname familyname surname fathername mothername maidenname \
        clientname buyername sellername payername payeename patientname studentname employeename personname contactname contactperson \
        subscribername recipientname receivername sendername guestname passengername accountholder accountholdername accountowner \
        cardholder cardholdername holdername ownername ownerfullname beneficiaryname partyname nameandfamily namefamily namvanamkhanevadegi
        """
    /// Whose value is a name where it looks like one: often it is a number.
    static let people = "customer buyer payer patient subscriber cardowner"

    private static let persianFields = [
        "ناممشتری", "نامونامخانوادگی", "نامخانوادگی", "نامپدر", "نامخریدار", "نامفروشنده", "نامگیرنده", "نامفرستنده", "نامکامل",
        "نامصاحبحساب", "نامدارندهکارت",
        "نامدارندهٔکارت", "نامبیمار", "نامذینفع", "نامبیمهگذار", "نامطرفحساب", "نامطرفحساب", "صاحبحساب", "نامکارمند", "ناممشترک",
        "نامشخص", "نامشرکت", "نامپذیرنده",
    ].map { PersianText.letters(Array($0.utf8)).bytes }
    private static let persianPeople = ["مشتری", "خریدار", "طرفحساب", "بیمار", "مشترک", "ذینفع"].map { Array($0.utf8) }

    /// The sense of Persian words before a separator.
    static func sense(ofPersian words: [UInt8]) -> FieldSense? {
        let text = PersianText.letters(words)
        func ends(_ word: [UInt8]) -> Bool {
            text.bytes.count >= word.count && text.bytes.suffix(word.count).elementsEqual(word)
                && text.starts.contains(text.bytes.count - word.count)
        }
        if persianFields.contains(where: ends) { return .person(several: false) }
        return persianPeople.contains(where: ends) ? .person(several: true) : nil
    }
}
