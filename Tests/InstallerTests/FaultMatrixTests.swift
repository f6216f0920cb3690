import Foundation
import Primitives
import Testing
import Turns

@testable import Installer

/// Power cuts and failing disks: a bounded sample here, all of it with HAMYAR_MATRIX=all (Scripts/soak install).
@Suite(
    .keepsThread, .serialized, .enabled(if: FaultProgram.canCompile, "H67: there is no C compiler (Scripts/setup installs one)"))
struct FaultMatrixTests {
    private let sample = FaultSample()

    @Test(arguments: FaultScenario.chosen)
    func `H67 H56 H57 killed, or failing, at each system call: old or new, never neither`(scenario: FaultScenario) throws {
        let matrix = try FaultMatrix(scenario)
        defer { matrix.remove() }
        // A few drawn ones shall not be looks at other processes, of which there may be thousands.
        let calls = try matrix.points().filter { sample.isWhole || $0.isAlwaysMade }
        for fault in FaultMatrix.Fault.allCases {
            try inject(fault, fault == .kill ? calls : calls.filter(\.touchesDisk), matrix)
        }
    }

    private func inject(_ fault: FaultMatrix.Fault, _ calls: [FaultPoint], _ matrix: FaultMatrix) throws {
        let name = matrix.scenario.rawValue
        var (failures, notMade) = (0, 0)
        let began = ContinuousClock.now
        let points = sample.of(calls, name: \.sharedName)
        for point in points {
            switch try judge(fault, point, matrix) {
            case .held: continue
            case .notMade where !point.isAlwaysMade: notMade += 1
            case .notMade:
                failures += 1
                Issue.record("\(name): \(point.name) was not made again, \(fault.rawValue)")
            case .wrong(let wrong):
                failures += 1
                Issue.record("\(name): \(fault.rawValue) at \(point.name), thread \(point.thread): \(wrong)")
            }
        }
        let threads = Dictionary(grouping: points, by: \.thread).map { "\($1.count) of thread \($0)" }.sorted()
        let counts = ["\(points.count) of \(calls.count) calls", "\(failures) failures", "\(notMade) not made"]
        sample.say("\(name) \(fault.rawValue)", counts + threads, since: began)
    }

    /// A call that this run did not make may be made by the next one.
    private func judge(
        _ fault: FaultMatrix.Fault, _ point: FaultPoint, _ matrix: FaultMatrix
    ) throws -> FaultMatrix.Judgement {
        for _ in 0..<4 {
            let judgement = try matrix.judge(fault, at: point)
            guard judgement == .notMade else { return judgement }
        }
        return .notMade
    }

    @Test(arguments: FaultScenario.chosen)
    func `H67 whatever was not brought to the disk is lost: old or new, never neither`(scenario: FaultScenario) throws {
        let matrix = try FaultMatrix(scenario)
        defer { matrix.remove() }
        let disk = try LostWrites(of: matrix)
        defer { disk.remove() }
        let began = ContinuousClock.now
        let points = sample.of(Array(disk.images.indices)) { String($0) }
        var failures = 0
        for point in points {
            try disk.restore(point, to: matrix.fixture.path)
            guard let wrong = try matrix.judge() else { continue }
            failures += 1
            Issue.record(
                "\(scenario.rawValue): power cut after sync \(point), \(disk.images[point].path): \(wrong), hooks \(matrix.fixture.log)"
            )
        }
        let counts = ["\(points.count) of \(disk.images.count) syncs", "\(failures) failures"]
        sample.say("\(scenario.rawValue) lost-writes", counts, since: began)
    }
}
