import Framing
import Primitives

/// The credit that the peer gave: what we may still send.
struct OutboundWindow: Sendable {
    private(set) var credit: Int

    init(credit: Int) {
        self.credit = credit
    }

    func allows(_ cost: Int) -> Bool { cost <= credit }

    mutating func spend(_ cost: Int) {
        credit -= cost
    }

    /// Throws mux.flow-control when the sum is above `FrameLimits.maximumWindow` (H22).
    mutating func add(_ increment: UInt32) throws(Failure) {
        let sum = credit + Int(increment)
        guard sum <= Int(FrameLimits.maximumWindow) else {
            throw Failure(.muxFlowControl, ["credit": "\(credit)", "increment": "\(increment)"])
        }
        credit = sum
    }
}
