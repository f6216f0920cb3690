import Foundation
import Primitives
import Synchronization
import Testing

@testable import Console

/// What is refused before a customer is asked, and where a bundle goes.
@Suite struct DiagnosisChoiceTests {
    private let directory = NSTemporaryDirectory() + "hamyar-target-\(UUID().uuidString)"

    private func code(_ body: () throws -> Void) -> String? {
        do {
            try body()
            return nil
        } catch {
            return (error as? Failure)?.code.rawValue
        }
    }

    private func scene(_ body: () throws -> Void) throws {
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: directory) }
        try body()
    }

    @Test func `collectors are known, and each counts once`() throws {
        #expect(code { _ = try DiagnosisChoices(only: ["disks", "nosuch"]).checked() } == "diagnosis.unknown-collector")
        #expect(try DiagnosisChoices(only: ["disks", "logs", "disks"]).checked().only == ["disks", "logs"])
    }

    @Test func `a place where nothing can be written is refused at once`() throws {
        try scene { () throws -> Void in
            #expect(code { try BundleTarget.check("/nonexistent/x.tar.gz") } == "file.no-directory")
            #expect(code { try BundleTarget.check(directory + "/none/") } == "file.no-directory")
            #expect(code { try BundleTarget.check(directory + "/x.tar.gz") } == nil)
            #expect(code { try BundleTarget.check(directory) } == nil)
            #expect(code { try BundleTarget.check(nil) } == nil)
        }
    }

    @Test func `a file that is there is left, unless the bundle was asked for under its name before`() throws {
        try scene { () throws -> Void in
            let path = directory + "/x.tar.gz"
            func choose(_ output: String, underWay: Bool) throws -> String {
                try BundleTarget.choose(output, machine: "till/1", session: "S-1") { _ in underWay }
            }
            #expect(try choose(path, underWay: false) == path)
            #expect(FileManager.default.createFile(atPath: path, contents: nil))
            #expect(code { _ = try choose(path, underWay: false) } == "file.exists")
            #expect(try choose(path, underWay: true) == path)
            let own = directory + "/diagnosis-till-1-S-1.tar.gz"
            #expect(try choose(directory, underWay: false) == own)
            #expect(FileManager.default.createFile(atPath: own, contents: nil))
            #expect(try choose(directory, underWay: false) == directory + "/diagnosis-till-1-S-1-2.tar.gz")
            #expect(try choose(directory, underWay: true) == own)
        }
    }
}
