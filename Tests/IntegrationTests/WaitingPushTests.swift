import Cryptography
import Foundation
import Glibc
import Testing

extension TransfersEndToEnd {
    /// Pushes to machines that are away, with real programs and kill -9 of the relay in the upload and in the delivery.
    @Suite(.serialized) struct WaitingPushTests {
        static let size = 40_000_000

        @Test func `H46 a push to a machine that is away outlives kill -9 of the relay, in the upload and in the delivery`()
            async throws
        {
            let bed = try await TestBed.ready("waiting")
            let file = try SampleFile(bed.place("fix.bin"), size: Self.size)
            let target = bed.customerFiles + "/fix.bin"
            await bed.kill(.agent)
            try await Deadlines.wait("the machine away") { try await !bed.machineIsOnline() }

            let words = [
                "push", file.path, "\(bed.machine):\(target)", "--kind", "remote-install", "--reason", "The totals are wrong",
                "--yes", "--json",
            ]
            let pushing = try bed.start(ProgramPaths.console, words)
            try await Deadlines.wait("the upload to have begun") {
                (try? FileManager.default.contentsOfDirectory(atPath: bed.data + "/blobs"))?.isEmpty == false
            }
            await bed.kill(.relay)
            await pushing.kill()
            try await bed.startRelay()
            let waiting = try await bed.run(ProgramPaths.console, words, within: .seconds(90)).json
            #expect(waiting["machines"][0]["stored"].bool == true)
            let session = waiting["machines"][0]["session"].string
            #expect(try await bed.state(of: session) == "requested")
            // The same again is another push; there was one session for all attempts of the first.
            #expect(try await bed.hamyar("session", "list", "--open", "--json").json["sessions"].array.count == 1)

            try await bed.startAgent()
            // The delivery may be over before anybody could see the session active.
            try await Deadlines.wait("the question") { try await bed.waiting().contains(session) }
            try await bed.agent("approve", session)
            await bed.kill(.relay)
            try await bed.startRelay()
            try await Deadlines.wait("the file") { try file.stands(at: target) }
            try await Deadlines.wait("the end") { try await bed.state(of: session) == "ended" }
            try await Deadlines.wait("the settlement") { try await bed.ledgerEntries(of: session) == ["hold", "close"] }
            let transfers = try await bed.hamyar("transfers", "--all", "--json").json["transfers"].array
            #expect(transfers.count == 1 && transfers[0]["state"].string == "done")
            let files = try await bed.hamyar("session", "show", session, "--files", "--json").json["manifests"]
            #expect(files[0]["entries"][0]["sha256"].string == file.digest.description)
            #expect(files[0]["confirmed"].bool == true)
            try await bed.verifyLogs()
        }

        @Test func `serve's quotas are what it was told, in bytes, at the limit and one byte above; other words are refused`()
            async throws
        {
            let bed = try await TestBed.ready(
                "waiting-quota", relayOptions: ["--technician-quota", "1m", "--organisation-quota", "2M", "--disk-reserve", "0"])
            // 2^23 TiB are 2^63 bytes: one more than there can be.
            for word in ["1.5G", "G", "", "1GB", "8388608T", "9223372036854775808", "۲G"] {
                try await bed.relay("serve", "--listen", "127.0.0.1:0", "--blob-quota", word, expecting: 64)
            }
            let session = try await bed.activeSession()
            await bed.kill(.agent)
            try await Deadlines.wait("the machine away") { try await !bed.machineIsOnline() }
            for (size, status) in [((1 << 20) + 1, Int32(75)), (1 << 20, 0)] {
                let file = try SampleFile(bed.place("fix-\(size)"), size: size)
                let words = [
                    "push", file.path, "\(bed.machine):\(bed.customerFiles)/\(size)", "--kind", "error-fixing", "--reason",
                    "Totals",
                    "--yes", "--session", session, "--json",
                ]
                try await bed.run(ProgramPaths.console, words, expecting: status)
            }
        }

        @Test func `to a machine that is away nothing is sent without a yes; with a session it waits under that one`()
            async throws
        {
            let bed = try await TestBed.ready("waiting-session")
            let file = try SampleFile(bed.place("fix.bin"), size: 3_000_000)
            let session = try await bed.activeSession("error-fixing")
            await bed.kill(.agent)
            try await Deadlines.wait("the machine away") { try await !bed.machineIsOnline() }

            let push = { (path: String, kind: String, more: [String], status: Int32) in
                try await bed.run(
                    ProgramPaths.console,
                    ["push", file.path, "\(bed.machine):\(path)", "--kind", kind, "--reason", "The totals are wrong", "--json"]
                        + more, expecting: status, within: .seconds(90))
            }
            let (there, other) = (bed.customerFiles + "/fix.bin", bed.customerFiles + "/other.bin")
            // Nobody sits at a terminal: shown and asked, and nothing done.
            let shown = try await push(other, "error-fixing", [], 64)
            for line in ["Machines: 1", "Waits until: ", "Your certificate until: "] { #expect(shown.errors.contains(line)) }
            #expect(shown.errors.contains("--yes"))
            _ = try await push(other, "error-fixing", ["--yes", "--expect", "2"], 88)
            _ = try await push(there, "remote-install", ["--yes", "--session", session], 64)
            _ = try await push("/etc/passwd", "error-fixing", ["--yes", "--session", session], 77)
            #expect(try await bed.hamyar("session", "list", "--open", "--json").json["sessions"].array.count == 1)
            #expect(try await bed.hamyar("transfers", "--json").json["transfers"].array.isEmpty)

            let stored = try await push(there, "error-fixing", ["--yes", "--expect", "1", "--session", session], 0)
            #expect(stored.errors.contains("Under the session that you named: 1"))
            #expect(try stored.json["machines"][0]["session"].string == session)
            #expect(try stored.json["machines"][0]["stored"].bool == true)
            #expect(try await bed.hamyar("session", "list", "--open", "--json").json["sessions"].array.count == 1)
            try await bed.startAgent()
            try await Deadlines.wait("the file") { try file.stands(at: there) }
            try await Deadlines.wait("the outcome") {
                try await bed.hamyar("transfers", "--all", "--json").json["transfers"][0]["state"].string == "done"
            }
            // It was asked for other work too.
            #expect(try await bed.state(of: session) == "active")
            try await bed.end(session)
            try await bed.verifyLogs()
        }

        @Test(arguments: [[String](), ["a/b", "ج"]])
        func `H52 an empty directory, and one with empty directories alone, wait and arrive as they are`(_ inside: [String])
            async throws
        {
            let bed = try await TestBed.ready("waiting-empty")
            let (source, there) = (bed.place("empty"), bed.customerFiles + "/app")
            for path in [""] + inside {
                try FileManager.default.createDirectory(atPath: source + "/" + path, withIntermediateDirectories: true)
            }
            await bed.kill(.agent)
            try await Deadlines.wait("the machine away") { try await !bed.machineIsOnline() }
            let words = ["--kind", "remote-install", "--reason", "Directories for the new version", "--yes", "--json"]
            let stored = try await bed.run(
                ProgramPaths.console, ["push", source, "\(bed.machine):\(there)"] + words, within: .seconds(90)
            ).json
            // Patterns that choose nothing mean nothing.
            try await bed.run(
                ProgramPaths.console,
                ["push", source, "\(bed.machine):\(there)", "--include", "*.nothing"] + words, expecting: 66)
            let session = stored["machines"][0]["session"].string
            try await bed.startAgent()
            // It ends as soon as the directories are there.
            try await Deadlines.wait("the question") { try await bed.waiting().contains(session) }
            try await bed.agent("approve", session)
            try await Deadlines.wait("the end") { try await bed.state(of: session) == "ended" }
            #expect(try await bed.run("/usr/bin/diff", ["-r", source, there], expecting: nil).output == "")
            #expect(FileManager.default.fileExists(atPath: there))
            let transfer = try await bed.hamyar("transfers", "--all", "--json").json["transfers"][0]
            #expect(transfer["state"].string == "done" && transfer["size"].int == 0)
            try await bed.verifyLogs()
        }

        @Test func `a delivery that runs is stopped by cancel; its part serves the next push of the same file`() async throws {
            let bed = try await TestBed.ready("waiting-cancel")
            let file = try SampleFile(bed.place("fix.bin"), size: 400_000_000)
            let target = bed.customerFiles + "/fix.bin"
            let session = try await bed.activeSession("error-fixing")
            await bed.kill(.agent)
            try await Deadlines.wait("the machine away") { try await !bed.machineIsOnline() }
            let words = ["--kind", "error-fixing", "--reason", "The totals are wrong", "--yes", "--session", session, "--json"]
            try await bed.run(
                ProgramPaths.console, ["push", file.path, "\(bed.machine):\(target)"] + words, within: .seconds(90))
            try await bed.startAgent()
            // Stopped in the middle: what is on its way stays on its way.
            try await Deadlines.wait("a part of the file") { bed.bytesWrittenByAgent() > 40_000_000 }
            bed.process(.agent)?.signal(SIGSTOP)
            let running = try await bed.hamyar("transfers", "--json").json["transfers"][0]
            #expect(running["state"].string == "running" && running["size"].int == file.size)
            let cancelled = try await bed.hamyar("transfers", "cancel", running["id"].string, "--json").json
            #expect(cancelled["state"].string == "cancelled")
            #expect(try await bed.hamyar("transfers", "--json").json["transfers"].array.isEmpty)
            bed.process(.agent)?.signal(SIGCONT)
            // Again and again: it does not begin anew by itself.
            try await bed.hamyar("transfers", "cancel", running["id"].string)
            try await bed.untilOnline()
            #expect(!FileManager.default.fileExists(atPath: target))
            let arrived = Self.bytesOfParts(in: bed.customerFiles)
            #expect(arrived > 0 && arrived < file.size)

            // The session goes on, and so does what has arrived.
            #expect(try await bed.state(of: session) == "active")
            let pushed = try await bed.push(file.path, to: target, session: session).json
            #expect(try file.stands(at: target))
            #expect(pushed["bytes_sent"].int < file.size - 10_000_000)
            #expect(Self.bytesOfParts(in: bed.customerFiles) == 0)
            let all = try await bed.hamyar("transfers", "--all", "--json").json["transfers"].array
            #expect(all.map(\.["state"].string) == ["cancelled"])
            try await bed.end(session)
            try await bed.verifyLogs()
        }

        /// Of random content, what is there: a part has its full length, and its room on the disk, from the beginning.
        private static func bytesOfParts(in directory: String) -> Int {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
            let parts = names.filter { $0.hasSuffix(".part") }.compactMap {
                FileManager.default.contents(atPath: directory + "/" + $0)
            }
            let block = 1 << 20
            return parts.reduce(0) { sum, part in
                sum + stride(from: 0, to: part.count, by: block).count {
                    part[$0..<min($0 + 64, part.count)].contains { $0 != 0 }
                } * block
            }
        }
    }
}
