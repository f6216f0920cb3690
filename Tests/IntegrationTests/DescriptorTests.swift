import Foundation
import Glibc
import Testing

extension IntegrationTests {
    /// A relay that has no descriptor left.
    @Suite struct DescriptorTests {
        @Test func `H12 out of descriptors, the relay accepts nobody, does not spin, and goes on when there are some`()
            async throws
        {
            let bed = try TestBed("descriptors")
            try await bed.initialise()
            try await bed.startRelay()
            let relay = try #require(bed.process(.relay))
            let port = try #require(bed.relayAddress.split(separator: ":").last.flatMap { UInt16($0) })
            let open = try FileManager.default.contentsOfDirectory(atPath: "/proc/\(relay.pid)/fd").count
            try Self.limit(relay.pid, to: open + 6)
            var strangers = try (0..<30).map { _ in try Self.connect(to: port) }
            defer { for stranger in strangers { close(stranger) } }

            // It takes what it can, and then looks again once a second.
            _ = try await Deadlines.first("the last descriptor") {
                let used = try FileManager.default.contentsOfDirectory(atPath: "/proc/\(relay.pid)/fd").count
                return used >= open + 6 ? true : nil
            }
            let before = try Self.processorTicks(relay.pid)
            try await Deadlines.pass(.milliseconds(1500))
            let spent = try Self.processorTicks(relay.pid) - before
            #expect(spent < 40, "\(spent) hundredths of a second in 1.5 s")
            #expect(relay.isRunning)

            for stranger in strangers { close(stranger) }
            strangers = []
            try await bed.enrolAdmin()
        }

        private static func limit(_ pid: pid_t, to count: Int) throws {
            let limit = Process()
            limit.executableURL = URL(fileURLWithPath: "/usr/bin/prlimit")
            limit.arguments = ["--pid", "\(pid)", "--nofile=\(count):\(count)"]
            try limit.run()
            limit.waitUntilExit()
            #expect(limit.terminationStatus == 0)
        }

        private static func connect(to port: UInt16) throws -> Int32 {
            let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_port = port.bigEndian
            address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
            let status = withUnsafePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
                }
            }
            try #require(status == 0, "errno \(errno)")
            return descriptor
        }

        /// User and system time, in hundredths of a second.
        private static func processorTicks(_ pid: pid_t) throws -> Int {
            let text = try String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8)
            let words = text.split(separator: ")").last?.split(separator: " ").compactMap { Int($0) } ?? []
            // Without the state, the words begin with the fourth of proc(5); these are the fourteenth and fifteenth.
            return words[10] + words[11]
        }
    }
}
