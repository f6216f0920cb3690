/// What a quota counts.
package enum ServiceUnit: String, Codable, Sendable, CaseIterable {
    case count
    case minute
    case personDay = "person-day"
}
