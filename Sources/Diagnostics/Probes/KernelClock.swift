import CLinux

/// What adjtimex(2) says of the kernel's clock.
package struct KernelClock: Hashable, Sendable {
    package let isSynchronised: Bool
    package let estimatedErrorMicros: Int64
    package let maximumErrorMicros: Int64

    package init(isSynchronised: Bool, estimatedErrorMicros: Int64, maximumErrorMicros: Int64) {
        self.isSynchronised = isSynchronised
        self.estimatedErrorMicros = estimatedErrorMicros
        self.maximumErrorMicros = maximumErrorMicros
    }

    static func read() -> KernelClock? {
        var (status, maximum, estimated) = (Int32(0), Int64(0), Int64(0))
        let state = hamyar_kernel_clock(&status, &maximum, &estimated)
        guard state >= 0 else { return nil }
        // TIME_ERROR is 5, STA_UNSYNC 0x40.
        return KernelClock(
            isSynchronised: state != 5 && status & 0x40 == 0, estimatedErrorMicros: estimated, maximumErrorMicros: maximum)
    }
}
