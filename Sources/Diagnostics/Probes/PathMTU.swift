import Glibc

/// What the kernel knows of the largest packet to an address: learnt from routers that refused larger ones, or the interface's own.
/// Nothing is sent.
enum PathMTU {
    static func known(to host: String) -> Int64? {
        guard let address = SocketAddress(host, port: 443) else { return nil }
        let descriptor = socket(address.family, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        guard address.with({ connect(descriptor, $0, $1) }) == 0 else { return nil }
        var mtu: Int32 = 0
        var length = socklen_t(MemoryLayout<Int32>.size)
        // IP_MTU is 14 of IPPROTO_IP, IPV6_MTU 24 of IPPROTO_IPV6 (41).
        let isSix = address.family == AF_INET6
        guard getsockopt(descriptor, isSix ? 41 : 0, isSix ? 24 : 14, &mtu, &length) == 0, mtu > 0 else { return nil }
        return Int64(mtu)
    }
}
