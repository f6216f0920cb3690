import Primitives
import Testing

@testable import Sessions

struct ScopeWordTests {
    @Test(arguments: [
        "push:/srv/app", "pull:/srv/app/a b.txt", "list:/srv", "delete:/srv/app",
        "diagnose", "patch:daftar",
        "install:daftar@2.4.1-rc+7", "update:daftar",
        "script:clear-cache",
        "command:systemctl", "command:/usr/bin/journalctl", "push:/srv/گزارش‌ها",
    ])
    func wordsPrintAsTheyParse(text: String) throws {
        #expect(try ScopeWord(text).description == text)
    }

    @Test func oneSlashAtTheEndIsDropped() throws {
        #expect(try ScopeWord("push:/srv/app/") == ScopeWord("push:/srv/app"))
    }

    @Test(arguments: [
        "", ":", "push", "push:", "push:/", "push://", "push:srv", "push:./srv", "push:/srv/..", "push:/srv/../etc",
        "push:/srv/./app",
        "push:/srv//app", "push:/srv/app//", "push:/srv/a\u{0}b", "push:/srv/a\nb", "push:/srv/\u{202e}gpj",
        "push:/srv/\u{9b}31m",
        "Push:/srv", "diagnose:", "diagnose:all", "patch:", "patch:a/b", "patch:../x", "patch:-rf", "install:daftar", "update:",
        "update:daftar@2", "update:.daftar",
        "install:@1",
        "install:daftar@", "install:a@b@c", "script:a b", "script:.hidden", "command:", "command:a b", "command:../x",
        "command:/",
        "command:/usr/../bin/sh", "erase:/srv", "push :/srv", "push: /srv",
    ])
    func `H50 malformed words are refused`(text: String) {
        let failure = #expect(throws: Failure.self) { try ScopeWord(text) }
        #expect(failure?.code == .scopeMalformed)
    }

    @Test func `H50 names at the limit and one above`() throws {
        func name(_ count: Int) -> String { String(repeating: "n", count: count) }
        _ = try ScopeWord("push:/" + name(SessionLimits.pathNameBytes))
        #expect(throws: Failure.self) { try ScopeWord("push:/" + name(SessionLimits.pathNameBytes + 1)) }
        _ = try ScopeWord("patch:" + name(SessionLimits.wordNameCharacters))
        #expect(throws: Failure.self) { try ScopeWord("patch:" + name(SessionLimits.wordNameCharacters + 1)) }
        let unit = "/" + name(255)
        let long = String(repeating: unit, count: 15)
        _ = try ScopePath(long + "/" + name(SessionLimits.pathBytes - long.utf8.count - 1))
        #expect(throws: Failure.self) { try ScopePath(long + "/" + name(SessionLimits.pathBytes - long.utf8.count)) }
    }

    @Test func `H50 two spellings of one letter are two names`() throws {
        let composed = try ScopePath("/srv/caf\u{e9}")
        let decomposed = try ScopePath("/srv/cafe\u{301}")
        #expect(composed != decomposed)
        #expect(!composed.contains(decomposed))
    }

    /// For each word: what it grants, what lies outside.
    static let table: [(word: String, granted: [String], outside: [String])] = [
        (
            "push:/srv/app", ["push:/srv/app", "push:/srv/app/a", "push:/srv/app/a/b"],
            ["push:/srv", "push:/srv/apple", "push:/srv/ap", "pull:/srv/app", "list:/srv/app"]
        ),
        ("pull:/srv/app", ["pull:/srv/app/a"], ["push:/srv/app/a", "list:/srv/app/a", "pull:/srv/b"]),
        ("list:/srv/app", ["list:/srv/app/a"], ["pull:/srv/app/a", "list:/srv"]),
        ("delete:/srv/app", ["delete:/srv/app/a"], ["push:/srv/app/a", "delete:/srv"]),
        ("diagnose", ["diagnose"], ["list:/srv", "command:df", "watch"]),
        ("watch", ["watch"], ["diagnose", "command:top"]),
        ("patch:daftar", ["patch:daftar"], ["patch:daftar2", "install:daftar@1", "patch:Daftar"]),
        ("install:daftar@2.0", ["install:daftar@2.0"], ["install:daftar@2.1", "install:other@2.0", "patch:daftar"]),
        ("update:daftar", ["update:daftar"], ["update:daftar2", "install:daftar@2.0", "patch:daftar"]),
        ("script:clean", ["script:clean"], ["script:clean2", "command:clean"]),
        ("command:df", ["command:df"], ["command:/bin/df", "command:dfx", "script:df"]),
    ]

    @Test(arguments: table)
    func grantedAndOutside(row: (word: String, granted: [String], outside: [String])) throws {
        let scope = try Scope(parsing: [row.word])
        for word in row.granted {
            #expect(scope.permits(try ScopeWord(word)), "\(word)")
            let narrowed = try scope.narrowed(to: [ScopeWord(word)])
            #expect(narrowed.words.map(\.description) == [word])
            #expect(scope.contains(narrowed))
        }
        for word in row.outside {
            #expect(!scope.permits(try ScopeWord(word)), "\(word)")
            let failure = #expect(throws: Failure.self) { try scope.narrowed(to: [ScopeWord(word)]) }
            #expect(failure?.code == .scopeWider)
        }
    }

    @Test func everyKindOfWordIsInTheTable() {
        #expect(Set(Self.table.compactMap { try? ScopeWord($0.word).kind }) == Set(ScopeWord.Kind.allCases))
    }
}

struct ScopeTests {
    @Test func `H42 bytes only shrink`() throws {
        let scope = try Scope(parsing: ["push:/srv"], byteLimit: 100)
        #expect(try scope.narrowed(to: [], byteLimit: 99).byteLimit == 99)
        #expect(try scope.narrowed(to: []).byteLimit == 100)
        #expect(throws: Failure.self) { try scope.narrowed(to: [], byteLimit: 101) }
        #expect(!scope.contains(try Scope(parsing: ["push:/srv"])))
        #expect(try Scope(parsing: ["push:/srv"]).contains(scope))
    }

    @Test func wordsAtTheLimitAndOneAbove() throws {
        let words = (1...SessionLimits.scopeWords + 1).map { "push:/srv/\($0)" }
        #expect(try Scope(parsing: Array(words.dropLast())).words.count == SessionLimits.scopeWords)
        #expect(throws: Failure.self) { try Scope(parsing: words) }
        #expect(throws: Failure.self) { try Scope(parsing: []) }
    }

    @Test func theMachineAllowsItsRootsLessTheAgentsOwnPlaces() throws {
        let allowed = AllowedScope(
            roots: [try ScopePath("/srv"), try ScopePath("/opt/app")],
            forbidden: [try ScopePath("/srv/hamyar"), try ScopePath("/var/lib/hamyar")])
        for word in ["push:/srv/app", "pull:/opt/app", "list:/opt/app/x"] {
            #expect(allowed.permits(try ScopeWord(word)), "\(word)")
        }
        for word in [
            "push:/etc", "push:/opt", "push:/srv", "push:/srv/hamyar", "push:/srv/hamyar/key", "push:/var/lib/hamyar",
            "command:df",
            "diagnose",
        ] {
            #expect(!allowed.permits(try ScopeWord(word)), "\(word)")
            #expect(throws: Failure.self) { try allowed.check(Scope(parsing: [word])) }
        }
    }

    @Test func aWiderWordIsClampedToTheRootsWithinIt() throws {
        let allowed = AllowedScope(roots: [try ScopePath("/opt/app"), try ScopePath("/opt/web")], forbidden: [])
        let clamped = try allowed.clamped(Scope(parsing: ["push:/opt", "pull:/opt/app/log"], byteLimit: 9))
        #expect(clamped.words.map(\.description) == ["push:/opt/app", "push:/opt/web", "pull:/opt/app/log"])
        #expect(clamped.byteLimit == 9)
        let failure = #expect(throws: Failure.self) { try allowed.clamped(Scope(parsing: ["push:/opt", "push:/etc"])) }
        #expect(failure?.code == .scopeForbidden)
    }
}

struct DisplayTextTests {
    @Test func `H39 control and bidi characters are taken out`() {
        #expect(DisplayText.stripped("a\u{1b}[31mb\u{202e}c\r\nd\u{7}\u{0}e\u{2066}f\u{200f}") == "a[31mbc def")
        #expect(DisplayText.stripped("  می‌خواهم\t\tببینم ") == "می‌خواهم ببینم")
        #expect(DisplayText.quoted("x\"y") == "\u{2068}\"x'y\"\u{2069}")
    }

    @Test func `H39 text of several lines keeps them, and nothing else that steers`() {
        func lines(_ text: String, limit: Int = 100) -> String { DisplayText.strippedLines(text, limit: limit) }
        #expect(lines("a\r\nb\n\n\n\u{1b}[2Jc\u{2028}d\u{202e} \n\n") == "a\nb\n\n[2Jc\nd")
        #expect(lines("\n\n").isEmpty)
        #expect(lines("ab\nc", limit: 4) == "ab\nc" && lines("ab\ncd", limit: 4) == "ab\n…")
    }

    @Test func lengthAtTheLimitAndOneAbove() {
        #expect(DisplayText.stripped("abcd", limit: 4) == "abcd")
        #expect(DisplayText.stripped("abcde", limit: 4) == "abc…")
    }

    @Test func `a scope is short enough to be shown whole, together with the grant that repeats it`() throws {
        func scope(_ names: Int) throws -> Scope {
            let path = Array(repeating: String(repeating: "n", count: 199), count: names).joined(separator: "/")
            return try Scope(parsing: ["push:/a/\(path)", "push:/b/\(path)", "pull:/b/\(path)"])
        }
        // Three times 13 names of 200 bytes with their slashes are below 8 KiB, three times 14 above.
        #expect(try scope(13).words.count == 3)
        let failure = #expect(throws: Failure.self) { try scope(14) }
        #expect(failure?.code == .objectField)
    }
}
