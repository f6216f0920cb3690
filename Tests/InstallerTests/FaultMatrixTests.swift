import Foundation
import Primitives
import Testing

@testable import Installer

/// Power cuts and failing disks: a bounded sample here, all of it with HAMYAR_MATRIX=all (Scripts/soak install).
@Suite(.serialized) struct FaultMatrixTests {
    static let isWhole = ProcessInfo.processInfo.environment["HAMYAR_MATRIX"] == "all"
    static let seed = ProcessInfo.processInfo.environment["HAMYAR_SEED"].flatMap { UInt64($0) } ?? 1404
    private static let sample = 5
    private static let mostFailures = 20

    @Test(arguments: FaultScenario.chosen)
    func `H67 H56 H57 killed, or failing, at each system call: old or new, never neither`(scenario: FaultScenario) throws {
        guard Command.exists(FaultMatrix.strace) else {
            print("H67: strace is not installed (Scripts/setup installs it): NOT TESTED")
            return
        }
        let matrix = try FaultMatrix(scenario)
        defer { matrix.remove() }
        let calls = try matrix.points()
        for fault in FaultMatrix.Fault.allCases { try inject(fault, calls, matrix) }
    }

    private func inject(_ fault: FaultMatrix.Fault, _ calls: [FaultMatrix.Point], _ matrix: FaultMatrix) throws {
        let scenario = matrix.scenario
        var points = calls
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
                Issue.record("\(scenario.rawValue): \(fault.rawValue) at \(point.call) number \(point.number): \(wrong)")
            }
            if failures >= Self.mostFailures { break }
        }
        let what = "\(fault.rawValue) at \(points.count) of \(all) system calls"
        print("install \(scenario.rawValue): \(what) (seed \(Self.seed)), \(failures) failures")
    }

    @Test(arguments: FaultScenario.chosen)
    func `H67 whatever was not brought to the disk is lost: old or new, never neither`(scenario: FaultScenario) throws {
        guard let shim = try LostWrites.compile() else {
            print("H67: there is no C compiler (Scripts/setup installs one): lost writes were NOT TESTED")
            return
        }
        let matrix = try FaultMatrix(scenario)
        defer { matrix.remove() }
        let disk = try LostWrites(of: matrix, shim)
        defer { disk.remove() }
        var points = Array(disk.images.indices)
        if !Self.isWhole {
            var chance = SeededChance(seed: Self.seed)
            points = points.shuffled(using: &chance).prefix(2 * Self.sample).map { $0 }
        }
        var failures = 0
        for point in points {
            try disk.restore(point, to: matrix.fixture.path)
            if let wrong = try matrix.judge() {
                failures += 1
                Issue.record("\(scenario.rawValue): power cut after sync \(point), \(disk.images[point].path): \(wrong)")
            }
            if failures >= Self.mostFailures { break }
        }
        let what = "unsynced writes lost after \(points.count) of \(disk.images.count) syncs"
        print("install \(scenario.rawValue): \(what) (seed \(Self.seed)), \(failures) failures")
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
