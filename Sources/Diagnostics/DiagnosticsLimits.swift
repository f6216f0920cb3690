/// What a diagnosis may read, keep and take at most (H82): collecting never hurts the machine.
package enum DiagnosticsLimits {
    /// Bytes of one small file below /proc, /sys or /etc that are read; the rest is let go by.
    package static let smallFile = 256 << 10
    /// Names of one directory that are looked at.
    package static let names = 4096
    /// Bytes of one line that are kept; what comes after it on the line is let go by.
    package static let line = 8 << 10
    /// Bytes that one program of a collector may write.
    package static let programOutput = 4 << 20
    /// Bytes of a program's last words that go into a reason.
    package static let reasonOutput = 300
    /// How long one program of a collector may take.
    package static let programTime = Duration.seconds(10)
    /// How long one collector may take.
    package static let collectorTime = Duration.seconds(20)
    /// How long a collector of logs, packages or a product may take.
    package static let longCollectorTime = Duration.seconds(60)
    /// How long all collectors together may take.
    package static let runTime = Duration.seconds(180)
    /// Collectors that work at once.
    package static let concurrency = 2
    /// Bytes of memory (address space) of a collector's process.
    package static let collectorMemory: UInt64 = 1 << 30
    /// Of a collector's process and its programs: a tenth of what others get. With less, nothing would come of it on the busy machines that are
    /// asked about.
    package static let niceness: Int32 = 10
    /// Seconds of processor time of a collector's process.
    package static let collectorProcessorSeconds: UInt64 = 30
    /// How long one question to the system (a file system's space, a name server) may take before it counts as hanging.
    package static let answerTime = Duration.seconds(2)
    /// How long the two readings of a rate are apart.
    package static let interval = Duration.milliseconds(500)
    /// Entries of one list of facts: mounts, interfaces, routes, services.
    package static let entries = 512
    /// Busiest processes that are named, by processor time and by memory each.
    package static let topProcesses = 10
    /// Processes that are looked at.
    package static let processes = 32_768
    /// Packages that are named; all are counted.
    package static let packages = 4000
    /// Disks that smartctl is asked about.
    package static let smartDisks = 16
    /// Characters of one text among the facts.
    package static let text = 1024
    /// Bytes of one log that are taken, where nothing else is said: its end.
    package static let logBytes = 1 << 20
    /// The most bytes of one log.
    package static let maximumLogBytes = 16 << 20
    /// Lines of one log that are taken, where nothing else is said: its last ones.
    package static let logLines = 5000
    /// The most lines of one log.
    package static let maximumLogLines = 200_000
    /// Logs of one diagnosis.
    package static let logs = 64
    /// Older parts of one log that are looked at.
    package static let rotatedLogs = 16
    /// Bytes that packed logs may unpack to, all together: what expands further is left out (H25).
    package static let unpackedLogs = 256 << 20
    /// One minute may have this part of a log's lines: a fifth. The rest of a flood is left out.
    package static let minuteShare = 5
    /// Lines of one minute that are taken however few lines a log may have.
    package static let minuteLines = 100
    /// Bytes of one entry of the journal that are read; a longer one is counted as left out.
    package static let journalEntry = 512 << 10
    /// Files that one pattern may name.
    package static let globMatches = 64
    /// Names that one pattern may look at.
    package static let globNames = 20_000
    /// Bytes of a fact document that are read.
    package static let document = 16 << 20
    /// Changes that a comparison tells.
    package static let changes = 1000
    /// Findings of one diagnosis.
    package static let findings = 500

    /// Bytes of a vendor's declaration.
    package static let declaration = 256 << 10
    /// Probes, logs, redactions or findings of one declaration, each.
    package static let declarations = 128
    /// Words of a command.
    package static let commandWords = 64
    /// Bytes of one word, path, query or sentence of a declaration.
    package static let declaredText = 4096
    /// How long a declared probe may take at most, whatever it asks for.
    package static let probeTime = Duration.seconds(60)
    /// How long a declared probe may take where it does not say.
    package static let defaultProbeTime = Duration.seconds(5)
    /// The most bytes of what a declared probe gives, whatever it asks for.
    package static let maximumProbeBytes = 1 << 20
    /// Bytes of what a declared probe gives where it does not say.
    package static let probeBytes = 64 << 10
    /// Bytes of memory of a declared program, at most and where it does not say.
    package static let probeMemory: UInt64 = 1 << 30
    /// Bytes of a probe's answer that stand among the facts; a longer one is a file of the bundle.
    package static let inlineBytes = 16 << 10
    /// Bytes of the head of an HTTP answer.
    package static let httpHead = 16 << 10
    /// Rows that an SQL probe may give.
    package static let sqlRows = 1000
}
