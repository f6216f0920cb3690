import Foundation
import Glibc
import Testing

extension TransfersEndToEnd {
    /// Directories with real programs.
    @Suite(.serialized) struct TreeTests {
        /// A directory as technicians have them: names in two scripts, modes, times, links, empty directories, holes.
        private func source(_ bed: TestBed, files: Int = 300) throws -> String {
            let manager = FileManager.default
            let path = bed.place("source")
            try manager.createDirectory(atPath: path + "/گزارش‌ها/خالی", withIntermediateDirectories: true)
            for number in 0..<files {
                try Data("file \(number)\n".utf8).write(to: URL(fileURLWithPath: path + "/گزارش‌ها/\(number).txt"))
            }
            _ = try SampleFile(path + "/program", size: 5_000_000)
            try manager.setAttributes(
                [.posixPermissions: 0o750, .modificationDate: Date(timeIntervalSince1970: 1_500_000_000)],
                ofItemAtPath: path + "/program")
            try manager.createSymbolicLink(atPath: path + "/current", withDestinationPath: "program")
            try manager.createSymbolicLink(atPath: path + "/گزارش‌ها/up", withDestinationPath: "../program")
            return path
        }

        private func session(_ bed: TestBed) async throws -> String {
            let words = ["pull", "list", "delete"].flatMap { ["--allow", "\($0):\(bed.customerFiles)"] }
            let session = try await bed.request("error-fixing", more: words)
            try await bed.approve(session)
            return session
        }

        private func differences(_ bed: TestBed, _ left: String, _ right: String) async throws -> String {
            try await bed.run("/usr/bin/diff", ["-r", "--no-dereference", left, right], expecting: nil).output
        }

        @Test func `a directory goes and comes back as it is; sync sends what differs and deletes what it may; ls shows it`()
            async throws
        {
            let bed = try await TestBed.ready("trees")
            let source = try source(bed)
            let session = try await session(bed)
            let there = bed.customerFiles + "/app"
            let target = "\(bed.machine):\(there)"
            let pushed = try await bed.hamyar("push", source, target, "--session", session, "--json").json
            #expect(pushed["files"]["written"].int == 303)
            #expect(try await differences(bed, source, there) == "")
            let attributes = try FileManager.default.attributesOfItem(atPath: there + "/program")
            #expect(attributes[.posixPermissions] as? Int == 0o750)
            #expect(attributes[.modificationDate] as? Date == Date(timeIntervalSince1970: 1_500_000_000))

            let listed = try await bed.hamyar("ls", target, "--depth", "2", "--session", session, "--json").json["entries"].array
            #expect(listed.count == 305)
            #expect(listed.first { $0["path"].string == "current" }?["target"].string == "program")

            let back = bed.place("back")
            try await bed.hamyar("pull", target, back, "--session", session)
            #expect(try await differences(bed, source, back) == "")
            // Nothing here is overwritten.
            try Data("mine".utf8).write(to: URL(fileURLWithPath: back + "/program"))
            try await bed.hamyar("pull", target + "/", back, "--session", session, expecting: 73)
            #expect(FileManager.default.contents(atPath: back + "/program") == Data("mine".utf8))

            try Data("another".utf8).write(to: URL(fileURLWithPath: source + "/گزارش‌ها/7.txt"))
            try FileManager.default.removeItem(atPath: source + "/گزارش‌ها/8.txt")
            let dry = try await bed.hamyar("sync", source, target, "--delete", "--dry-run", "--session", session, "--json").json
            #expect(dry["preview"]["items"].array.filter { $0["action"].string != "unchanged" }.count == 2)
            #expect(FileManager.default.fileExists(atPath: there + "/گزارش‌ها/8.txt"))
            let synced = try await bed.hamyar(
                "sync", source, target, "--delete", "--overwrite", "replace", "--session", session, "--json"
            ).json
            #expect(synced["bytes_sent"].int == 7)
            #expect(synced["files"]["deleted"].int == 1)
            #expect(try await differences(bed, source, there) == "")
            try await bed.end(session)
            try await bed.verifyLogs()
        }

        @Test func `H52 a pull says what the machine left out`() async throws {
            let bed = try await TestBed.ready("left-out")
            let session = try await session(bed)
            let there = bed.customerFiles + "/app"
            try FileManager.default.createDirectory(atPath: there, withIntermediateDirectories: true)
            try Data("program".utf8).write(to: URL(fileURLWithPath: there + "/program"))
            #expect(mkfifo(there + "/pipe", 0o600) == 0 && symlink("/etc/passwd", there + "/outside") == 0)
            let words = ["pull", "\(bed.machine):\(there)", "--session", session]
            let pulled = try await bed.run(ProgramPaths.console, words + [bed.place("back"), "--json"]).json
            #expect(pulled["left_out_count"].int == 2)
            let told = Dictionary(
                uniqueKeysWithValues: pulled["left_out"].array.map { ($0["path"].string, $0["reason"].string) })
            #expect(told == ["pipe": "special", "outside": "link-outside"])
            for (language, word) in [("en", "Left out"), ("fa", "کنار گذاشته شد")] {
                let text = try await bed.run(
                    ProgramPaths.console, words + [bed.place("back-" + language), "--language", language]
                ).output
                #expect(text.contains(word) && text.contains("pipe") && text.contains("outside"), "\(text)")
            }
        }

        @Test func `delete is not done without the word, and an answer is asked for where it is to be`() async throws {
            let bed = try await TestBed.ready("words")
            let source = try source(bed, files: 2)
            let session = try await bed.activeSession()
            let target = "\(bed.machine):\(bed.customerFiles)/app"
            try await bed.hamyar("sync", source, target, "--delete", "--session", session, expecting: 77)
            try await bed.hamyar("ls", target, "--session", session, expecting: 77)
            try await bed.hamyar("sync", source, target, "--session", session)
            try Data("theirs".utf8).write(to: URL(fileURLWithPath: bed.customerFiles + "/app/program"))
            // Nobody sits at a terminal.
            try await bed.hamyar("push", source, target, "--overwrite", "ask", "--session", session, expecting: 64)
            try await bed.hamyar("push", source, target, "--overwrite", "skip", "--session", session)
            #expect(FileManager.default.contents(atPath: bed.customerFiles + "/app/program") == Data("theirs".utf8))
            try await bed.hamyar("push", source, target, "--overwrite", "refuse", "--session", session, expecting: 73)
            try await bed.hamyar("push", source, target, "--overwrite", "keep-both", "--session", session)
            #expect(FileManager.default.fileExists(atPath: bed.customerFiles + "/app/program (2)"))
        }

        @Test func `a sparse file of 5 GiB arrives as one, without its holes on the way or on the disk`() async throws {
            let bed = try await TestBed.ready("sparse")
            let path = bed.place("disk.img")
            _ = FileManager.default.createFile(atPath: path, contents: nil)
            let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
            for offset: UInt64 in [0, (4 << 30) + 12_345, (5 << 30) - 4] {
                try file.seek(toOffset: offset)
                try file.write(contentsOf: Data("data".utf8))
            }
            try file.close()
            let session = try await bed.activeSession()
            let there = bed.customerFiles + "/disk.img"
            let result = try await bed.run(
                ProgramPaths.console, bed.pushing(path, to: there, session: session), within: .seconds(300)
            ).json
            #expect(result["size"].int == 5 << 30)
            #expect(result["bytes_sent"].int <= 3 << 20)
            var status = stat()
            #expect(stat(there, &status) == 0 && status.st_size == 5 << 30 && status.st_blocks * 512 < 16 << 20)
            let found = try FileHandle(forReadingFrom: URL(fileURLWithPath: there))
            try found.seek(toOffset: UInt64(4 << 30) + 12_345)
            #expect(try found.read(upToCount: 4) == Data("data".utf8))
        }

        @Test(arguments: KillTests.Victim.allCases)
        func `kill -9 in the push of a directory`(_ victim: KillTests.Victim) async throws {
            var random = SeededGenerator.announced(for: "kill -9 of the \(victim.rawValue) in the push of a directory")
            let bed = try await TestBed.ready("kill-tree-\(victim.rawValue)")
            let source = try source(bed)
            let session = try await bed.activeSession()
            let begun = ContinuousClock.now
            try await bed.push(source, to: bed.customerFiles + "/undisturbed", session: session)
            let length = ContinuousClock.now - begun
            var resumed = 0
            for point in 0..<(victim == .technician ? max(3, KillTests.points / 4) : max(12, KillTests.points / 2)) {
                let there = bed.customerFiles + "/\(point)"
                let pushing = try bed.start(ProgramPaths.console, bed.pushing(source, to: there, session: session))
                try await Deadlines.pass(length * Double.random(in: 0...1, using: &random))
                switch victim {
                case .technician: await pushing.kill()
                case .agent: await bed.kill(.agent)
                case .relay: await bed.kill(.relay)
                }
                // Whole files under their names, or none.
                let early = try await differences(bed, source, there)
                #expect(!early.contains("Binary files") && !early.contains("\n> "), "\(early.prefix(500))")
                await pushing.kill()
                let arrived = try ArrivedContent(of: source, at: there)
                switch victim {
                case .technician: break
                case .agent: try await bed.startAgent()
                case .relay: try await bed.startRelay()
                }
                try await bed.untilOnline()
                let again = try await bed.push(source, to: there, session: session).json
                #expect(try await differences(bed, source, there) == "")
                // What had reached the disk does not travel a second time.
                #expect(again["bytes_sent"].int <= arrived.total - arrived.bytes, "\(arrived): \(again)")
                if arrived.bytes > 0, arrived.bytes < arrived.total { resumed += 1 }
            }
            print("kill -9 of the \(victim.rawValue) in the push of a directory: \(resumed) went on from what had arrived")
            try await bed.end(session)
            try await bed.verifyLogs()
        }
    }
}
