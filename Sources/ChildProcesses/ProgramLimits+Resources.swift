extension ProgramLimits {
    /// By the numbers of RLIMIT_…; no core is ever written.
    var resources: [UInt64] {
        var all = [UInt64](repeating: .max, count: 16)
        all[0] = processorSeconds ?? .max
        all[1] = fileSize ?? .max
        all[4] = 0
        all[6] = processes ?? .max
        all[7] = openFiles ?? .max
        all[9] = addressSpace ?? .max
        return all
    }
}
