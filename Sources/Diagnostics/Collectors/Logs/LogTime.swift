import Glibc
import Primitives

/// The time at the beginning of a log line, in the forms that are common: RFC 3339 and its relatives (`2026-11-21T14:00:00.123+03:30`,
/// `2026-11-21 14:00:00,123`), and syslog's `Nov 21 14:00:00`, which has no year. A time without a zone is of the machine's own.
enum LogTime {
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    /// - Parameter near: decides the year where there is none: the line is not written after it, but for a day.
    static func read(_ line: String, near: Timestamp) -> Timestamp? {
        let bytes = Array(line.utf8.prefix(48).drop { $0 == UInt8(ascii: "[") })
        return civil(bytes) ?? traditional(bytes, near)
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> Int? {
        guard !bytes.isEmpty else { return nil }
        return bytes.reduce(Int?(0)) { value, byte in
            guard let value, (48...57).contains(byte) else { return nil }
            return value * 10 + Int(byte - 48)
        }
    }

    private static func civil(_ bytes: [UInt8]) -> Timestamp? {
        guard bytes.count >= 19, bytes[4] == 45 || bytes[4] == 47, bytes[7] == bytes[4], bytes[10] == 84 || bytes[10] == 32,
            bytes[13] == 58, bytes[16] == 58, let year = number(bytes[0..<4]), let month = number(bytes[5..<7]),
            let day = number(bytes[8..<10]), let clock = clock(bytes, 11), (1970...9999).contains(year)
        else { return nil }
        var place = 19
        var millis: Int64 = 0
        if place + 1 < bytes.count, bytes[place] == 46 || bytes[place] == 44 {
            var digits = bytes[(place + 1)...].prefix { (48...57).contains($0) }
            place += 1 + digits.count
            while digits.count > 3 { digits.removeLast() }
            let scale: Int64 = digits.count == 1 ? 100 : digits.count == 2 ? 10 : 1
            millis = Int64(number(digits) ?? 0) * scale
        }
        guard let seconds = seconds(year, month, day, clock, zone: zone(bytes[min(place, bytes.count)...])) else { return nil }
        return Timestamp(milliseconds: seconds * 1000 + millis)
    }

    private static func traditional(_ bytes: [UInt8], _ near: Timestamp) -> Timestamp? {
        guard bytes.count >= 15, bytes[3] == 32, bytes[6] == 32, bytes[9] == 58, bytes[12] == 58,
            let month = months.firstIndex(of: String(decoding: bytes[0..<3], as: UTF8.self)),
            let day = number(bytes[4] == 32 ? bytes[5..<6] : bytes[4..<6]), let clock = clock(bytes, 7)
        else { return nil }
        var now = time_t(near.milliseconds / 1000)
        var fields = tm()
        guard localtime_r(&now, &fields) != nil else { return nil }
        let year = Int(fields.tm_year) + 1900
        for candidate in [year + 1, year, year - 1] {
            guard let seconds = seconds(candidate, month + 1, day, clock, zone: nil) else { continue }
            let time = Timestamp(milliseconds: seconds * 1000)
            if time <= near + .seconds(86_400) { return time }
        }
        return nil
    }

    private static func clock(_ bytes: [UInt8], _ start: Int) -> (Int, Int, Int)? {
        guard let hour = number(bytes[start..<start + 2]), let minute = number(bytes[start + 3..<start + 5]),
            let second = number(bytes[start + 6..<start + 8]), hour < 24, minute < 60, second < 61
        else { return nil }
        return (hour, minute, second)
    }

    /// Seconds east of Greenwich; nil: none is written.
    private static func zone(_ bytes: ArraySlice<UInt8>) -> Int? {
        guard let sign = bytes.first else { return nil }
        if sign == 90 { return 0 }
        let digits = bytes.dropFirst().prefix(6).filter { $0 != 58 }
        guard sign == 43 || sign == 45, digits.count >= 4, let value = number(digits.prefix(4)) else { return nil }
        let seconds = (value / 100 * 60 + value % 100) * 60
        return sign == 45 ? -seconds : seconds
    }

    private static func seconds(_ year: Int, _ month: Int, _ day: Int, _ clock: (Int, Int, Int), zone: Int?) -> Int64? {
        guard (1...12).contains(month), (1...31).contains(day) else { return nil }
        var fields = tm()
        fields.tm_year = Int32(year - 1900)
        fields.tm_mon = Int32(month - 1)
        fields.tm_mday = Int32(day)
        fields.tm_hour = Int32(clock.0)
        fields.tm_min = Int32(clock.1)
        fields.tm_sec = Int32(clock.2)
        fields.tm_isdst = -1
        return zone.map { Int64(timegm(&fields)) - Int64($0) } ?? Int64(mktime(&fields))
    }
}
