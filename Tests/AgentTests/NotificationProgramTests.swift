import ChildProcesses
import Foundation
import Glibc
import Logging
import Testing
import Turns

@testable import Agent

@Suite(.keepsThread) struct NotificationProgramTests {
    /// A directory that anybody may write in, with a script in it.
    private final class Place {
        let path = NSTemporaryDirectory() + "hamyar-notify-\(UUID().uuidString)"
        var script: String { path + "/tell" }

        init(_ text: String) throws {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
            chmod(path, 0o777)
            try Data("#!/bin/sh\n\(text)\n".utf8).write(to: URL(fileURLWithPath: script))
            chmod(script, 0o755)
        }

        deinit { try? FileManager.default.removeItem(atPath: path) }

        func text(_ name: String) -> String? {
            FileManager.default.contents(atPath: path + "/" + name).map { String(decoding: $0, as: UTF8.self) }
        }
    }

    private let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    @Test func `it has the number, the summary and nothing else of the agent, and is another user where the agent is root`()
        async throws
    {
        let place = try Place(
            #"cd "$HAMYAR_PLACE" && { id -u; echo "$1"; echo "$HAMYAR_REASON"; ls /proc/self/fd | wc -l; } >said"#)
        let environment = ["PATH": "/usr/bin:/bin", "HAMYAR_REASON": "$(id); it's late", "HAMYAR_PLACE": place.path]
        await NotificationProgram(name: place.script, logger: logger).run(argument: "S-1", environment: environment)
        let lines = try #require(place.text("said")).split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
        let nobody = LocalAccount.of(name: "nobody")?.uid
        #expect(lines == ["\(geteuid() == 0 ? nobody ?? 0 : geteuid())", "S-1", "$(id); it's late", "4"])
    }

    @Test func `a name is looked up in PATH, and one that is not there, fails or does not start harms nobody`() async throws {
        let place = try Place(#"touch "$HAMYAR_PLACE/said"; exit 3"#)
        let environment = ["PATH": "/nowhere:\(place.path)", "HAMYAR_PLACE": place.path]
        for name in ["", "absent", place.path, place.path + "/absent"] {
            await NotificationProgram(name: name, logger: logger).run(argument: "S-1", environment: environment)
            #expect(place.text("said") == nil)
        }
        await NotificationProgram(name: "tell", logger: logger).run(
            argument: "S-1", environment: environment.merging(["PATH": "/nowhere:\(place.path):/usr/bin:/bin"]) { $1 })
        #expect(place.text("said") == "")
    }

    @Test func `one that hangs ends with the agent, and all that it began`() async throws {
        let place = try Place(#"sleep 1000 & echo $! >"$HAMYAR_PLACE/child"; wait"#)
        let (notification, path) = (NotificationProgram(name: place.script, logger: logger), place.path)
        let task = Task {
            await notification.run(argument: "S-1", environment: ["PATH": "/usr/bin:/bin", "HAMYAR_PLACE": path])
        }
        while place.text("child")?.hasSuffix("\n") != true { try await Task.sleep(for: .milliseconds(5)) }
        task.cancel()
        await task.value
        let child = try #require(place.text("child").flatMap { Int32($0.trimmingCharacters(in: .newlines)) })
        #expect(ProcessTable.entry(child).map(\.isZombie) ?? true)
    }
}
