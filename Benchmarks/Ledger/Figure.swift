import Glibc

/// Time on the wall and on the processor, of this process, since it was made.
struct Figure {
    private let start = ContinuousClock.now
    private let usage = Figure.processorSeconds()

    /// Prints one JSON object.
    func report(_ extra: [(String, Int)] = []) {
        let elapsed = ContinuousClock.now - start
        let seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
        let processor = Figure.processorSeconds() - usage
        let others = extra.map { ",\"\($0)\":\($1)" }.joined()
        StandardOutput.write("{\"seconds\":\(seconds),\"processor\":\(processor)\(others)}")
    }

    private static func processorSeconds() -> Double {
        var usage = rusage()
        guard getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage) == 0 else { return 0 }
        let seconds = usage.ru_utime.tv_sec + usage.ru_stime.tv_sec
        let microseconds = usage.ru_utime.tv_usec + usage.ru_stime.tv_usec
        return Double(seconds) + Double(microseconds) / 1e6
    }
}
