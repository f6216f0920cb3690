/// The machine's clock.
package struct TimeFacts: Codable, Hashable, Sendable {
    /// Milliseconds since 1970.
    package let nowMillis: Int64
    /// `Asia/Tehran`; nil: it cannot be told.
    package let zone: String?
    /// How far the relay's clock is ahead of this one; nil: nobody asked it.
    package let behindRelayMillis: Int64?
    package let relayUncertaintyMillis: Int64?
    /// The kernel's own view: something keeps the clock right.
    package let isSynchronised: Bool?
    package let estimatedErrorMicros: Int64?
    /// `timedatectl`: whether a service for it is switched on.
    package let isServiceEnabled: Bool?
    /// `chronyc tracking`: how far the clock is from the servers', in microseconds, and on which of them it relies.
    package let chronyOffsetMicros: Int64?
    package let chronySource: String?
    /// The battery's clock, against the system's: above 0 it is behind.
    package let hardwareBehindMillis: Int64?
    /// The battery's clock keeps local time (adjtime(5)): moved clocks shift it.
    package let isHardwareLocal: Bool?
}
