/// Where a session stands. The raw values are those of `SessionView.state` and of storage.
package enum SessionPhase: String, Hashable, Sendable, Codable, CaseIterable {
    /// Signed and entitled; on its way to the machine.
    case requested
    /// The agent has it.
    case delivered
    /// A person at the machine has seen it.
    case seen
    /// The customer's side allowed it; the relay evaluates again and holds.
    case granted
    /// Operations may run.
    case active
    /// The machine's clock went back over a reboot: nothing runs until someone approves again.
    case suspended
    case ended

    /// Whether a person may approve now.
    package var takesConsent: Bool {
        switch self {
        case .requested, .delivered, .seen, .suspended: true
        case .granted, .active, .ended: false
        }
    }
}

/// Why a session ended; the raw values are codes for `SessionView.reason`.
package enum SessionEndReason: String, Hashable, Sendable, Codable, CaseIterable {
    case done, partial, failed
    case denied, revoked, withdrawn, dropped
    case requestExpired = "request-expired"
    case grantExpired = "grant-expired"

    init(_ ending: Ending) {
        switch ending {
        case .done: self = .done
        case .partial: self = .partial
        case .failed: self = .failed
        }
    }
}
