import Foundation

/// Which faults of a matrix this process tries: a few, drawn by a seed; with HAMYAR_MATRIX=all each of them, or with HAMYAR_PART=I/N
/// each N-th.
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

    func of<Point>(_ points: [Point]) -> [Point] {
        if isWhole {
            return points.enumerated().filter { $0.offset % part.count == part.index % part.count }.map(\.element)
        }
        var chance = SeededChance(seed: seed)
        return points.shuffled(using: &chance).prefix(Self.size).map { $0 }
    }

    /// The line that Scripts/soak reads.
    func say(_ what: String, _ counts: [String], since began: ContinuousClock.Instant) {
        let seconds = (ContinuousClock.now - began).components.seconds
        let drawn = isWhole ? [] : ["seed \(seed)"]
        print("install " + ([what] + counts + ["\(seconds) s"] + drawn).joined(separator: ", "))
    }
}
