import Primitives
import Sessions
import Testing

@testable import Console

@Suite struct MachinePathTests {
    @Test func `a machine and a path`() throws {
        let target = try MachinePath("M-7:/srv/app/fix.bin")
        #expect(target.machine == "M-7")
        #expect(target.path == "/srv/app/fix.bin")
        #expect(target.name == "fix.bin")
    }

    @Test func `a machine's name may hold colons and be Persian`() throws {
        #expect(try MachinePath("فروش:۳:/srv/a").machine == "فروش:۳")
        #expect(try MachinePath("M-7:/srv/a:b").path == "/srv/a:b")
    }

    @Test(arguments: ["M-7", "M-7:", "M-7:srv/app", "/srv/app", ":/srv/app", "M-7/srv", ""])
    func `what is neither is a usage error`(text: String) {
        #expect(code { try MachinePath(text) } == "console.argument")
    }

    @Test func `a slash at the end takes the file's name, anything else is the name`() throws {
        #expect(try MachinePath("M-7:/srv/app/").destination(of: "fix.bin").description == "/srv/app/fix.bin")
        #expect(try MachinePath("M-7:/srv/app").destination(of: "fix.bin").description == "/srv/app")
    }

    @Test(arguments: ["", ".", "..", "a/b"]) func `a file without a name of its own has no place in a directory`(name: String) {
        #expect(code { try MachinePath("M-7:/srv/").destination(of: name) } == "console.argument")
    }

    @Test(arguments: ["M-7:/", "M-7:/srv/../etc/passwd", "M-7:/srv//app", "M-7:/srv/\u{202e}app"])
    func `H50 a path that no grant can name is refused here`(text: String) {
        #expect(code { try MachinePath(text).destination(of: "..") } != nil)
    }

    @Test func `a directory cannot be pulled`() {
        #expect(code { try MachinePath("M-7:/srv/").source } == "console.argument")
    }
}

@Suite struct LengthOfTimeTests {
    @Test(arguments: [
        ("30m", 1800), ("2h", 7200), ("1h30m", 5400), ("90s", 90), ("1d", 86_400), ("1H30M", 5400), ("۳۰m", 1800),
        ("١h۳۰m", 5400),
    ])
    func `lengths as people type them`(text: String, seconds: Int64) throws {
        #expect(try LengthOfTime.parse(text, option: "--for") == .seconds(seconds))
    }

    @Test(arguments: [
        "", "30", "m", "0m", "-30m", "30 m", "30x", "1m1h", "1h1h", "1h30", "99999999999999999999h",
        String(repeating: "1h", count: 17),
    ])
    func `anything else is a usage error`(text: String) {
        #expect(code { try LengthOfTime.parse(text, option: "--for") } == "console.argument")
    }
}

@Suite struct HomeTests {
    @Test func `the option goes before the environment, the environment before the user's own place`() {
        #expect(ConsoleHome(state: "/a", environment: ["HAMYAR_STATE": "/b"]).path == "/a")
        #expect(ConsoleHome(state: nil, environment: ["HAMYAR_STATE": "/b", "HOME": "/home/s"]).path == "/b")
        #expect(ConsoleHome(state: nil, environment: ["HOME": "/home/s"]).path == "/home/s/.local/state/hamyar")
        #expect(ConsoleHome(state: nil, environment: ["XDG_STATE_HOME": "/x", "HOME": "/h"]).path == "/x/hamyar")
    }

    @Test func `a directory in which nobody enrolled says so`() {
        let home = ConsoleHome(path: "/nonexistent/hamyar")
        #expect(code { try TechnicianIdentity.load(from: home) } == "console.not-enrolled")
        #expect(code { try TrustStore(home).load() } == "console.not-enrolled")
    }
}
