package import Primitives

extension CivilDate {
    /// Reads `1403-12-30`, `۱۴۰۳/۱۲/۳۰`, `2025.3.20`: year, month, day, in Latin, Persian or Arabic digits.
    ///
    /// Years 1300–1499 are Jalali, all others Gregorian. Throws `date.malformed` or `date.out-of-range`, never guesses
    /// at a year of two digits.
    package init(parsing text: String) throws(Failure) {
        var malformed: Failure { Failure(.dateMalformed, ["text": String(text.prefix(Self.echoLimit))]) }
        guard text.utf8.count <= Self.textLimit else { throw malformed }
        let folded = TextFolding.digits(text)
        let fields = folded.split(omittingEmptySubsequences: false) { "-/.".contains($0) }
        guard fields.count == 3, fields[0].utf8.count == 4 else { throw malformed }
        var numbers: [Int] = []
        for field in fields {
            guard (1...4).contains(field.utf8.count), field.utf8.allSatisfy({ (48...57).contains($0) }),
                let number = Int(field)
            else { throw malformed }
            numbers.append(number)
        }
        let calendar: CalendarTag = JalaliCalendar.years.contains(numbers[0]) ? .jalali : .gregorian
        try self.init(year: numbers[0], month: numbers[1], day: numbers[2], calendar: calendar)
    }

    /// The longest text that is looked at: ten characters, each of which may take four bytes, and marks of direction.
    private static let textLimit = 64
    /// How much of a refused text is repeated to the person.
    private static let echoLimit = 32
}
