import Foundation
import Glibc

/// A server of this machine that answers as it is told.
final class LocalServer: @unchecked Sendable {
    let port: UInt16
    private let descriptor: Int32

    /// HTTP, or whatever the bytes are, to each connection once its request is there; nil: nothing ever comes.
    init(answers: [UInt8]?, closes: Bool = true) {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        port = Self.bind(descriptor)
        listen(descriptor, 8)
        let descriptor = descriptor
        Thread.detachNewThread {
            defer { close(descriptor) }
            while true {
                let connection = accept(descriptor, nil, nil)
                guard connection >= 0 else { return }
                var bytes = [UInt8](repeating: 0, count: 4096)
                guard read(connection, &bytes, bytes.count) > 0, let answers else { continue }
                var sent = 0
                while sent < answers.count {
                    let count = answers.withUnsafeBytes {
                        send(connection, $0.baseAddress.map { $0 + sent }, $0.count - sent, Int32(MSG_NOSIGNAL))
                    }
                    guard count > 0 else { break }
                    sent += count
                }
                if closes { close(connection) }
            }
        }
    }

    /// A name server whose answers have this code; nil: it is silent.
    init(nameServer code: UInt8?) {
        descriptor = socket(AF_INET, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        port = Self.bind(descriptor)
        let descriptor = descriptor
        Thread.detachNewThread {
            defer { close(descriptor) }
            while true {
                var bytes = [UInt8](repeating: 0, count: 512)
                var peer = sockaddr_in()
                var length = socklen_t(MemoryLayout<sockaddr_in>.size)
                let count = withUnsafeMutablePointer(to: &peer) { pointer in
                    pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                        recvfrom(descriptor, &bytes, bytes.count, 0, $0, &length)
                    }
                }
                guard count > 12 else { return }
                guard let code else { continue }
                bytes[2] |= 0x80
                bytes[3] = code
                let answer = Array(bytes.prefix(count))
                // One that answers something else comes first.
                let other = [answer[0] ^ 1] + answer.dropFirst()
                for packet in [other, answer] {
                    _ = withUnsafePointer(to: peer) { pointer in
                        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                            sendto(descriptor, packet, packet.count, 0, $0, length)
                        }
                    }
                }
            }
        }
    }

    deinit {
        // Its thread wakes and closes it: a number that is free belongs to somebody else at once.
        shutdown(descriptor, Int32(SHUT_RDWR))
    }

    private static func bind(_ descriptor: Int32) -> UInt16 {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                _ = Glibc.bind(descriptor, $0, length)
                getsockname(descriptor, $0, &length)
            }
        }
        return UInt16(bigEndian: address.sin_port)
    }
}
