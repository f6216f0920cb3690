/// What bounds one program. nil: nothing beyond what bounds this process.
package struct ProgramLimits: Hashable, Sendable {
    /// On the clock that runs in suspend.
    package var time: Duration? = .seconds(60)
    /// Bytes of each of the two outputs that are handed on; what comes after is read and dropped, or ends the program.
    package var output: Int = 16 << 20
    /// More output than that ends it.
    package var outputEnds = false
    /// Bytes that it may address (RLIMIT_AS), of each of its processes.
    package var addressSpace: UInt64?
    /// Seconds of processor time of each of its processes (RLIMIT_CPU).
    package var processorSeconds: UInt64?
    /// Bytes of a file that it writes (RLIMIT_FSIZE).
    package var fileSize: UInt64?
    /// Processes of its user at once (RLIMIT_NPROC); nothing for root.
    package var processes: UInt64?
    package var openFiles: UInt64?
    /// 0 to 19: how much it stands back.
    package var nice: Int32 = 0
    /// The disk is its own only when nobody else wants it.
    package var isIdleIO = false

    package init() {}
}
