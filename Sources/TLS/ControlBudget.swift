/// How many handshake messages a peer may still send after the handshake (H9).
///
/// A KeyUpdate costs two key derivations and an answer for a few bytes; so it is earned by data.
struct ControlBudget {
    private var left: Int
    private var bytesTowardsNext = 0

    init() {
        left = TLSLimits.controlMessages
    }

    /// false when the budget is spent.
    mutating func spend() -> Bool {
        guard left > 0 else { return false }
        left -= 1
        return true
    }

    mutating func earn(bytes: Int) {
        guard left < TLSLimits.controlMessages else { return }
        bytesTowardsNext += bytes
        let earned = bytesTowardsNext / TLSLimits.bytesPerControlMessage
        bytesTowardsNext %= TLSLimits.bytesPerControlMessage
        left = min(TLSLimits.controlMessages, left + earned)
    }
}
