import Glibc
import Synchronization

/// The most memory of the process's own that was seen, without mapped files: looked at every millisecond, for what is mapped from files
/// counts in the peak that the kernel keeps.
final class PeakMemory: Sendable {
    private let most = Atomic(0)

    init() {
        var thread = pthread_t()
        let owned = Unmanaged.passRetained(self)
        pthread_create(
            &thread, nil,
            { argument in
                guard let argument else { return nil }
                let peak = Unmanaged<PeakMemory>.fromOpaque(argument).takeUnretainedValue()
                while true {
                    peak.look()
                    usleep(1000)
                }
            }, owned.toOpaque())
    }

    /// Bytes.
    var bytes: Int {
        look()
        return most.load(ordering: .relaxed)
    }

    /// Pages that are there, less those of files: Linux's proc(5), statm.
    private func look() {
        let file = open("/proc/self/statm", O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return }
        defer { close(file) }
        var text = [UInt8](repeating: 0, count: 128)
        let count = read(file, &text, text.count)
        let numbers = text.prefix(max(count, 0)).split(separator: 32).prefix(3).map {
            Int(String(decoding: $0, as: UTF8.self)) ?? 0
        }
        guard numbers.count == 3 else { return }
        most.max((numbers[1] - numbers[2]) * Int(sysconf(Int32(_SC_PAGESIZE))), ordering: .relaxed)
    }
}
