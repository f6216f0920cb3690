/// The calendar in which a person wrote a date.
package enum CalendarTag: String, Codable, Sendable {
    case jalali
    case gregorian
}
