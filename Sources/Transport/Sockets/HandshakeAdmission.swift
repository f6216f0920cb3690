import Glibc
import NIOCore

/// Counts the handshakes in progress by where they come from (H3). A value; the listener holds it under a lock.
struct HandshakeAdmission {
    /// What of an address is counted as one source.
    struct Source: Hashable {
        let address: [UInt8]
        let network: [UInt8]

        /// nil for addresses without a network, such as local sockets.
        init?(_ socketAddress: SocketAddress?) {
            guard let text = socketAddress?.ipAddress else { return nil }
            if let bytes = Self.bytes(text, AF_INET, count: 4) {
                address = bytes
                network = Array(bytes.prefix(3))
            } else if let bytes = Self.bytes(text, AF_INET6, count: 16) {
                address = Array(bytes.prefix(8))
                network = Array(bytes.prefix(6))
            } else {
                return nil
            }
        }

        private static func bytes(_ text: String, _ family: Int32, count: Int) -> [UInt8]? {
            var bytes = [UInt8](repeating: 0, count: count)
            return inet_pton(family, text, &bytes) == 1 ? bytes : nil
        }
    }

    private let limits: ListenerLimits
    private var byAddress: [[UInt8]: Int] = [:]
    private var byNetwork: [[UInt8]: Int] = [:]
    private(set) var total = 0

    init(limits: ListenerLimits) {
        self.limits = limits
    }

    /// false when the source, or everybody, has too many in progress.
    mutating func enter(_ source: Source) -> Bool {
        guard total < limits.handshakes, byAddress[source.address, default: 0] < limits.handshakesPerAddress,
            byNetwork[source.network, default: 0] < limits.handshakesPerNetwork
        else { return false }
        total += 1
        byAddress[source.address, default: 0] += 1
        byNetwork[source.network, default: 0] += 1
        return true
    }

    /// Ends what `enter` admitted.
    mutating func leave(_ source: Source) {
        total -= 1
        Self.decrease(&byAddress, source.address)
        Self.decrease(&byNetwork, source.network)
    }

    private static func decrease(_ counts: inout [[UInt8]: Int], _ key: [UInt8]) {
        let left = counts[key, default: 0] - 1
        counts[key] = left > 0 ? left : nil
    }
}
