import Testing

@testable import Agent

@Suite struct InstalledVersionTests {
    @Test func `the version is the directory's that the installer gave it`() {
        let cases: [(String, String?)] = [
            ("/opt/hamyar-agent/versions/1.2.0/bin/hamyar-agent", "1.2.0"),
            ("/opt/hamyar-agent/versions/1.2.0-rc.1/hamyar-agent", "1.2.0-rc.1"),
            // Gone from the disk while it runs.
            ("/opt/hamyar-agent/versions/1.2.0/bin/hamyar-agent (deleted)", "1.2.0"),
            // The innermost place counts.
            ("/srv/versions/9/opt/versions/2.0/bin/hamyar-agent", "2.0"),
            ("/usr/local/bin/hamyar-agent", nil),
            ("/opt/versions/hamyar-agent", nil),
            ("/opt/versions/1.0", nil),
            ("/opt/versions/staging/bin/hamyar-agent", nil),
            ("/opt/hamyar-agent/.hamyar/staging-1/bin/hamyar-agent", nil),
            ("", nil),
        ]
        for (path, version) in cases { #expect(InstalledVersion.of(executable: path) == version, "\(path)") }
    }

    @Test func `what was not installed says what it was built as`() {
        #expect(InstalledVersion.own() == nil)
        #expect(AgentProgram.version == "0.1.0" && AgentProgram.name == "hamyar-agent/0.1.0")
    }
}
