import Foundation

enum CivilDays {
    /// The civil date so many days before today, as a person types it.
    static func ago(_ days: Int) -> String {
        let date = Date(timeIntervalSinceNow: -86_400 * Double(days))
        return date.formatted(.iso8601.year().month().day())
    }
}
