import Foundation

/// Which faults of a matrix this process tries: a few, drawn by a seed; with HAMYAR_MATRIX=all each of them, or with HAMYAR_PART=I/N
/// an N-th part.
struct FaultSample {
    let isWhole: Bool
    private let seed: UInt64
    private let part: (index: Int, count: Int)
    private static let size = 5

    init() {
        let environment = ProcessInfo.processInfo.environment
        isWhole = environment["HAMYAR_MATRIX"] == "all"
        seed = environment["HAMYAR_SEED"].flatMap { UInt64($0) } ?? 1404
        let words = (environment["HAMYAR_PART"] ?? "").split(separator: "/").compactMap { Int($0) }
        part = words.count == 2 && words[1] > 0 ? (words[0], words[1]) : (0, 1)
    }

    /// - Parameter name: that is the same in each process: lists of calls differ by how often threads wait for each other.
    func of<Point>(_ points: [Point], name: (Point) -> String) -> [Point] {
        if isWhole { return points.filter { Self.number(of: name($0)) % part.count == part.index % part.count } }
        var chance = SeededChance(seed: seed)
        return points.shuffled(using: &chance).prefix(Self.size).map { $0 }
    }

    /// FNV-1a.
    private static func number(of name: String) -> Int {
        Int(name.utf8.reduce(0x811c_9dc5 as UInt32) { ($0 ^ UInt32($1)) &* 0x0100_0193 })
    }

    /// The line that Scripts/soak reads.
    func say(_ what: String, _ counts: [String], since began: ContinuousClock.Instant) {
        let seconds = (ContinuousClock.now - began).components.seconds
        let drawn = isWhole ? [] : ["seed \(seed)"]
        print("install " + ([what] + counts + ["\(seconds) s"] + drawn).joined(separator: ", "))
    }
}
