import Glibc
import Primitives

/// getaddrinfo(3): what programs of this machine get for a name.
package enum SystemResolution {
    package static func resolve(_ name: String, within time: Duration) -> ResolutionFacts {
        let clock = ContinuousClock()
        let begun = clock.now
        let found = Answer.within(time) { lookUp(name) }
        let millis = (clock.now - begun).wholeMilliseconds
        guard let found else {
            return ResolutionFacts(name: name, isResolved: false, addresses: 0, millis: millis, reason: "no answer in time")
        }
        return ResolutionFacts(
            name: name, isResolved: found.count > 0, addresses: Int64(found.count), millis: millis, reason: found.reason)
    }

    private static func lookUp(_ name: String) -> (count: Int, reason: String?) {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        let status = getaddrinfo(name, nil, &hints, &list)
        guard status == 0 else { return (0, String(cString: gai_strerror(status))) }
        defer { freeaddrinfo(list) }
        var count = 0
        var next = list
        while let entry = next, count < 64 {
            count += 1
            next = entry.pointee.ai_next
        }
        return (count, nil)
    }
}
