import Foundation
import Glibc
import Testing

extension TransfersEndToEnd {
    /// Disks that fail under real programs: the call that brings bytes or names to the disk gives EIO, as Tests/Faults/disk-faults.c
    /// says.
    @Suite(.serialized) struct FaultTests {
        /// A call of the agent that fails in a push.
        struct Fault: Sendable, CustomTestStringConvertible {
            let call: String
            var nth = 1
            /// What the path ends with, beneath the customer's files.
            let path: String
            let isTree: Bool
            /// Whether something has its new name when the call comes: then the outcome says so.
            var isLate = false
            var testDescription: String { "\(call) \(nth) of \(path)" }
        }

        static let faults = [
            Fault(call: "pwrite", nth: 3, path: "*.part", isTree: false),
            Fault(call: "fsync", path: "*.part", isTree: false),
            Fault(call: "fsync", nth: 2, path: "*.part", isTree: false),
            // The backup's name.
            Fault(call: "fsync", path: "/app", isTree: false),
            Fault(call: "rename", path: "/app/program", isTree: false),
            // The new name.
            Fault(call: "fsync", nth: 2, path: "/app", isTree: false, isLate: true),
            Fault(call: "pwrite", nth: 50, path: "*.part", isTree: true),
            Fault(call: "fsync", path: "*.part", isTree: true),
            Fault(call: "syncfs", path: "*.part", isTree: true),
            Fault(call: "rename", path: "/app/*", isTree: true),
            Fault(call: "rename", nth: 100, path: "/app/*", isTree: true, isLate: true),
            Fault(call: "fsync", path: "/app/texts", isTree: true, isLate: true),
        ]

        @Test func `H57 EIO from the disk in a push: not asked again, nothing half is used, the technician is told`() async throws
        {
            let bed = try await TestBed.ready("faults")
            let disk = try await DiskFaults(bed)
            await bed.kill(.agent)
            try await bed.startAgent(environment: disk.environment)
            try await bed.untilOnline()
            let session = try await bed.activeSession()
            let source = bed.place("source/app")
            try FileManager.default.createDirectory(atPath: source + "/texts", withIntermediateDirectories: true)
            for number in 0..<200 {
                try Data("text \(number)\n".utf8).write(to: URL(fileURLWithPath: source + "/texts/\(number)"))
            }
            let program = try SampleFile(source + "/program", size: 5_000_000)
            for fault in Self.faults {
                try await fails(fault, bed, disk, session, program)
            }
            try await bed.end(session)
            try await bed.verifyLogs()
        }

        private func fails(
            _ fault: Fault, _ bed: TestBed, _ disk: DiskFaults, _ session: String, _ program: SampleFile
        ) async throws {
            let manager = FileManager.default
            let there = bed.customerFiles + "/app"
            let old = Data("the old one".utf8)
            try? manager.removeItem(atPath: there)
            try manager.createDirectory(atPath: there, withIntermediateDirectories: true)
            try old.write(to: URL(fileURLWithPath: there + "/program"))
            let (from, to) = fault.isTree ? (bed.place("source/app"), there) : (program.path, there + "/program")

            try disk.fail(fault.call, nth: fault.nth, on: bed.customerFiles + fault.path)
            let told = try await bed.push(from, to: to, session: session, expecting: 74)
            #expect(told.saysOneSentence, "\(fault.testDescription): \(told)")
            let calls = try disk.calls()
            let failed = try #require(calls.firstIndex { $0.failed }, "\(fault.testDescription) never came")
            // What the kernel could not write once is clean for it afterwards: a second fsync would say that all is well.
            if fault.call != "rename" {
                let later = calls[(failed + 1)...].filter { $0.inode == calls[failed].inode && $0.name.hasSuffix("sync") }
                #expect(later.isEmpty, "\(fault.testDescription): \(later)")
            }
            let outcomes = try await bed.session(session)["outcomes"].array
            #expect(outcomes.last?["code"].string == "file.broken", "\(fault.testDescription): \(outcomes.last ?? .null)")

            // Whole files under their names, the old one or the new one; and no parts.
            try disk.pass()
            let names = try manager.subpathsOfDirectory(atPath: there)
            #expect(!names.contains { $0.hasSuffix(".part") }, "\(fault.testDescription): \(names)")
            let found = manager.contents(atPath: there + "/program")
            let isNew = try found != old && program.stands(at: there + "/program")
            #expect(found == old || isNew)
            if !fault.isLate {
                #expect(!isNew && names.allSatisfy { $0.hasPrefix("program") }, "\(fault.testDescription): \(names)")
            }
            if isNew { #expect(names.contains { $0.hasPrefix("program.") }) }
            for name in names where name.hasPrefix("texts/") {
                #expect(manager.contents(atPath: there + "/" + name) == manager.contents(atPath: bed.place("source/app/" + name)))
            }

            try await bed.push(from, to: to, session: session)
            #expect(try program.stands(at: there + "/program"))
            if fault.isTree { #expect(try manager.contentsOfDirectory(atPath: there + "/texts").count == 200) }
        }

        @Test(arguments: [("pwrite", 3), ("fdatasync", 1), ("fdatasync", 2), ("rename", 1), ("fsync", 1)])
        func `H57 EIO under content that waits at the relay: nothing of it is used, and it comes again`(call: String, nth: Int)
            async throws
        {
            let bed = try await TestBed.ready("faults-blob")
            let disk = try await DiskFaults(bed)
            let session = try await bed.activeSession()
            await bed.kill(.agent)
            await bed.kill(.relay)
            try await bed.startRelay(environment: disk.environment)
            let file = try SampleFile(bed.place("fix.bin"), size: 8_000_000)
            let target = bed.customerFiles + "/fix.bin"
            let words = [
                "push", file.path, "\(bed.machine):\(target)", "--kind", "error-fixing", "--reason", "The totals are wrong",
                "--yes",
                "--session", session, "--json",
            ]
            try disk.fail(call, nth: nth, on: bed.data + "/blobs*")
            let told = try await bed.run(ProgramPaths.console, words, expecting: 74, within: .seconds(90))
            #expect(told.errors.split(separator: "\n").last?.contains("relay") == true, "\(told)")
            let calls = try disk.calls()
            let failed = try #require(calls.firstIndex { $0.failed })
            if call.hasSuffix("sync") {
                #expect(!calls[(failed + 1)...].contains { $0.inode == calls[failed].inode && $0.name.hasSuffix("sync") })
            }
            let waiting = try await bed.hamyar("transfers", "--json")
            // An upload that may go on, and nothing that a machine could get.
            #expect(try waiting.json["transfers"].array.allSatisfy { $0["direction"].string == "upload" }, "\(waiting)")
            // What is left of it, if anything, takes nothing for written that may not be there.
            if call == "fdatasync" {
                for name in try FileManager.default.contentsOfDirectory(atPath: bed.data + "/blobs") {
                    var status = stat()
                    #expect(stat(bed.data + "/blobs/" + name, &status) == 0 && status.st_blocks == 0)
                }
            }
            try disk.pass()
            #expect(
                try await bed.run(ProgramPaths.console, words, within: .seconds(90)).json["machines"][0]["stored"].bool == true)
            try await bed.startAgent()
            try await Deadlines.wait("the file") { try file.stands(at: target) }
            try await Deadlines.wait("the outcome") {
                try await bed.hamyar("transfers", "--all", "--json").json["transfers"][0]["state"].string == "done"
            }
            try await bed.verifyLogs()
        }
    }
}
