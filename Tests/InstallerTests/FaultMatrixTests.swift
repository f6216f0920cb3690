import Foundation
import Primitives
import Testing

@testable import Installer

/// Power cuts and failing disks: a bounded sample here, all of it with HAMYAR_MATRIX=all (Scripts/soak install).
@Suite(.serialized) struct FaultMatrixTests {
    private static let isWhole = ProcessInfo.processInfo.environment["HAMYAR_MATRIX"] == "all"
    private static let seed = ProcessInfo.processInfo.environment["HAMYAR_SEED"].flatMap { UInt64($0) } ?? 1404
    private static let sample = 12

    @Test(arguments: FaultMatrix.Fault.allCases)
    func `H67 H56 H57 killed, or failing, at each system call: old or new, never neither`(fault: FaultMatrix.Fault) throws {
        guard Command.exists(FaultMatrix.strace) else {
            print("H67: strace is not installed (Scripts/setup installs it): NOT TESTED")
            return
        }
        let matrix = try FaultMatrix()
        defer { matrix.remove() }
        var points = try matrix.points()
        if fault != .kill { points = points.filter { FaultMatrix.diskCalls.contains($0.call) } }
        let all = points.count
        if !Self.isWhole {
            var chance = SeededChance(seed: Self.seed)
            points = points.shuffled(using: &chance).prefix(Self.sample).map { $0 }
        }
        var failures = 0
        for point in points {
            if let wrong = try matrix.judge(fault, at: point) {
                failures += 1
                Issue.record("\(fault.rawValue) at \(point.call) number \(point.number): \(wrong)")
            }
            if failures >= 20 { break }
        }
        print("install: \(fault.rawValue) at \(points.count) of \(all) system calls (seed \(Self.seed)), \(failures) failures")
    }
}

struct SeededChance: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}
