import Primitives
import Testing

@testable import Sessions

/// What a technician may ask a machine to say about itself.
struct DiagnosisTests {
    @Test("H33 what a diagnosis may not ask")
    func bounds() throws {
        func refused(_ make: () throws -> Diagnosis) -> Bool {
            do { _ = try make() } catch { return (error as? Failure)?.code == .objectField }
            return false
        }
        let names = (1...SessionLimits.collectors).map { "product:p\($0)" }
        #expect(try Diagnosis(only: names).only == names)
        #expect(refused { try Diagnosis(only: names + ["cpu"]) })
        for name in ["", "product:", "product:../etc", "a/b", "product:a:b", "-x", "cpu\n"] {
            #expect(refused { try Diagnosis(only: [name]) }, "\(name)")
        }
        #expect(refused { try Diagnosis(only: ["cpu", "cpu"]) })
        #expect(refused { try Diagnosis(logsSince: Timestamp(milliseconds: 0)) })
        for period in [SessionLimits.livePeriods.lowerBound, SessionLimits.livePeriods.upperBound] {
            #expect(try Diagnosis(period: period).isLive)
        }
        #expect(refused { try Diagnosis(period: .milliseconds(499)) })
        #expect(refused { try Diagnosis(period: .milliseconds(60_001)) })
        #expect(refused { try Diagnosis(only: ["cpu"], period: .seconds(1)) })
    }

    @Test("H33 what an outcome of a diagnosis may not say")
    func effect() throws {
        let names = (1...SessionLimits.leftOutFiles).map { "logs/\($0).txt" }
        #expect(try DiagnosisEffect(leftOut: names).leftOut.count == names.count)
        #expect(throws: Failure.self) { try DiagnosisEffect(leftOut: names + ["one more"]) }
        #expect(throws: Failure.self) { try DiagnosisEffect(leftOut: ["with\u{1b}[2J"]) }
    }

    @Test("The words of a diagnosis")
    func words() throws {
        #expect(try ScopeWord("watch") == .watch)
        #expect(ScopeWord.watch.description == "watch")
        #expect(throws: Failure.self) { try ScopeWord("watch:cpu") }
        #expect(!ScopeWord.diagnose.contains(.watch))
    }
}
