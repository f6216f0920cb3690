import Cryptography
import Foundation
import Testing

extension IntegrationTests {
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
            try await bed.approve(session)
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
    }
}
