package import Primitives

extension WeeklyHours {
    /// Every day from midnight to midnight.
    package static var always: [WeeklyHours] {
        get throws(Failure) {
            var hours: [WeeklyHours] = []
            for day in Weekday.allCases { hours.append(try WeeklyHours(day: day, from: 0, to: minutesOfDay)) }
            return hours
        }
    }

    /// Parses `Thu 20:00-24:00`, several between commas; `Sat-Wed 22:00-02:00` is one interval on each of five days, each of which
    /// goes on over midnight. Days are English or Persian names; Persian and Arabic digits count as digits.
    ///
    /// - Throws: `policy.hours` with the part that cannot be read.
    package static func parse(_ text: String) throws(Failure) -> [WeeklyHours] {
        var hours: [WeeklyHours] = []
        let parts = folded(text).split(whereSeparator: { $0 == "," || $0 == "،" || $0 == ";" })
        for part in parts {
            for new in try intervals(String(part), of: text) where !hours.contains(new) { hours.append(new) }
            guard hours.count <= SessionLimits.policyHours else { throw refusal(text) }
        }
        guard !hours.isEmpty else { throw refusal(text) }
        return hours
    }

    /// As `parse` reads it.
    package static func text(_ hours: [WeeklyHours]) -> String {
        hours.map(\.description).joined(separator: ", ")
    }

    private static func intervals(_ part: String, of text: String) throws(Failure) -> [WeeklyHours] {
        let words = part.split(separator: " ").map(String.init)
        guard words.count == 2, let days = days(words[0]) else { throw refusal(text) }
        let times = words[1].split(separator: "-", omittingEmptySubsequences: false).map { minute(String($0)) }
        guard times.count == 2, let from = times[0], let to = times[1], from < minutesOfDay, from != to else {
            throw refusal(text)
        }
        var hours: [WeeklyHours] = []
        for day in days {
            if from < to {
                hours.append(try WeeklyHours(day: day, from: from, to: to))
            } else {
                hours.append(try WeeklyHours(day: day, from: from, to: minutesOfDay))
                if to > 0 { hours.append(try WeeklyHours(day: day.next, from: 0, to: to)) }
            }
        }
        return hours
    }

    /// `Thu`, `Sat-Wed`.
    private static func days(_ word: String) -> [Weekday]? {
        let names = word.split(separator: "-", omittingEmptySubsequences: false).map { Weekday(name: String($0)) }
        guard let first = names.first ?? nil else { return nil }
        guard names.count == 2 else { return names.count == 1 ? [first] : nil }
        guard let last = names[1] else { return nil }
        var days = [first]
        while let day = days.last, day != last { days.append(day.next) }
        return days
    }

    /// `20:00`, up to `24:00`.
    private static func minute(_ word: String) -> Int? {
        let parts = word.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, (1...2).contains(parts[0].count), parts[1].count == 2,
            parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }), let hour = Int(parts[0]),
            let minute = Int(parts[1]), minute < 60
        else { return nil }
        let sum = hour * 60 + minute
        return sum <= minutesOfDay ? sum : nil
    }

    /// Digits of both scripts as ASCII ones, and a half-space as nothing.
    private static func folded(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.filter { $0.value != 0x200c }.map { scalar in
                    switch scalar.value {
                    case 0x6f0...0x6f9: Unicode.Scalar(UInt8(scalar.value - 0x6f0 + 48))
                    case 0x660...0x669: Unicode.Scalar(UInt8(scalar.value - 0x660 + 48))
                    case 0x64a: "ی"
                    case 0x2013: "-"
                    default: scalar
                    }
                }))
    }

    private static func refusal(_ text: String) -> Failure {
        Failure(.policyHours, ["text": DisplayText.stripped(text, limit: SessionLimits.reasonCharacters)])
    }
}

extension WeeklyHours: CustomStringConvertible {
    package var description: String { "\(day.short) \(Self.clock(from))-\(Self.clock(to))" }

    private static func clock(_ minute: Int) -> String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return two(minute / 60) + ":" + two(minute % 60)
    }
}

extension Weekday {
    /// `Thu`.
    package var short: String { String(english.prefix(3)) }

    package var english: String {
        switch self {
        case .monday: "Monday"
        case .tuesday: "Tuesday"
        case .wednesday: "Wednesday"
        case .thursday: "Thursday"
        case .friday: "Friday"
        case .saturday: "Saturday"
        case .sunday: "Sunday"
        }
    }

    package var persian: String {
        switch self {
        case .monday: "دوشنبه"
        case .tuesday: "سه‌شنبه"
        case .wednesday: "چهارشنبه"
        case .thursday: "پنجشنبه"
        case .friday: "جمعه"
        case .saturday: "شنبه"
        case .sunday: "یکشنبه"
        }
    }

    package var next: Weekday { Weekday(rawValue: rawValue % 7 + 1) ?? .monday }

    fileprivate init?(name: String) {
        let lower = name.lowercased()
        let found = Self.allCases.first { day in
            lower == day.english.lowercased() || lower == day.short.lowercased()
                || name == String(String.UnicodeScalarView(day.persian.unicodeScalars.filter { $0.value != 0x200c }))
        }
        guard let found else { return nil }
        self = found
    }
}
