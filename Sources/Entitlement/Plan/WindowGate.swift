/// What must lie in a rule's interval for its `inside` to hold (requirements A15, B6).
package enum WindowGate: String, Hashable, Codable, Sendable, CaseIterable {
    /// The request.
    case requested = "requested_in_window"
    /// The day of the release that an update is for, whenever it is asked for. Work that names no release: its request.
    case released = "released_in_window"
}
