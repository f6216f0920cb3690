/// What bounds the runner, and what bounds each command whatever was asked for.
package enum RunnerLimits {
    /// Commands at once.
    package static let commands = 8
    /// Programs that may be connected at once: those beyond are hung up on.
    package static let connections = 16
    /// How long a program may take to say what it wants.
    package static let patience = Duration.seconds(10)
    /// Bytes of a call.
    package static let call = 256 << 10
    /// Bytes of a script.
    package static let script = 4 << 20
    /// The longest that a command may take.
    package static let time = Duration.seconds(24 * 3600)
    /// The most output of each kind that is handed on.
    package static let output: UInt64 = 64 << 20
    /// Bytes of memory of a command and all that it starts, where a control group can say so.
    package static let memory: UInt64 = 1 << 30
    /// Processes of a command; without a control group of all commands together.
    package static let processes: UInt64 = 256
    /// Open files of each process.
    package static let openFiles: UInt64 = 1024
    /// Bytes of a file that a command writes.
    package static let fileSize: UInt64 = 8 << 30
    /// How much commands stand back behind the machine's own work.
    package static let nice: Int32 = 5
}
