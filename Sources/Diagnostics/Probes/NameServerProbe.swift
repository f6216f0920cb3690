import Glibc
import Primitives

/// Asks one name server over UDP (RFC 1035) for the addresses of a name, once, and sees whether it answers.
package struct NameServerProbe {
    package let address: String
    package let port: UInt16
    package let timeout: Duration

    package init(address: String, port: UInt16 = 53, timeout: Duration = DiagnosticsLimits.answerTime) {
        self.address = address
        self.port = port
        self.timeout = timeout
    }

    package func ask(_ name: String) -> NameServerFacts {
        func failed(_ state: NameServerFacts.State) -> NameServerFacts {
            NameServerFacts(address: address, state: state, answerMillis: nil)
        }
        let id = UInt16.random(in: 0...UInt16.max)
        guard let target = SocketAddress(address, port: port), let query = Self.query(name, id: id) else {
            return failed(.unusable)
        }
        let descriptor = socket(target.family, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return failed(.unusable) }
        defer { close(descriptor) }
        let clock = ContinuousClock()
        let begun = clock.now
        guard target.with({ connect(descriptor, $0, $1) }) == 0, send(descriptor, query, query.count, 0) == query.count else {
            return failed(.unreachable)
        }
        while true {
            let left = (timeout - (clock.now - begun)).wholeMilliseconds
            guard left > 0 else { return failed(.silent) }
            var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            guard poll(&waiting, 1, Int32(clamping: left)) > 0 else { continue }
            var answer = [UInt8](repeating: 0, count: 1500)
            let count = recv(descriptor, &answer, answer.count, 0)
            guard count >= 0 else { return failed(.unreachable) }
            guard let state = Self.state(answer.prefix(count), id: id) else { continue }
            return NameServerFacts(address: address, state: state, answerMillis: (clock.now - begun).wholeMilliseconds)
        }
    }

    /// One question for A, recursion desired; nil for what is no name.
    private static func query(_ name: String, id: UInt16) -> [UInt8]? {
        var bytes = [UInt8(id >> 8), UInt8(id & 255), 1, 0, 0, 1, 0, 0, 0, 0, 0, 0]
        for label in name.split(separator: ".") {
            guard (1...63).contains(label.utf8.count) else { return nil }
            bytes.append(UInt8(label.utf8.count))
            bytes += label.utf8
        }
        guard bytes.count < 260 else { return nil }
        return bytes + [0, 0, 1, 0, 1]
    }

    /// nil for a packet that answers something else.
    private static func state(_ answer: ArraySlice<UInt8>, id: UInt16) -> NameServerFacts.State? {
        let bytes = Array(answer)
        guard bytes.count >= 12, UInt16(bytes[0]) << 8 | UInt16(bytes[1]) == id, bytes[2] & 0x80 != 0 else { return nil }
        return switch bytes[3] & 15 {
        case 0: .answers
        case 3: .unknownName
        default: .refuses
        }
    }
}
