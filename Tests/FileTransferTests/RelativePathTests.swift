import FileTransfer
import Primitives
import Testing
import Turns

@Suite(.keepsThread)
struct RelativePathTests {
    @Test(arguments: ["a", "a/b.txt", "..a", "a..", "...", "فایل.txt", "می\u{200c}روم", " ", "a b", ".hidden", ".hamyar-x"])
    func accepted(text: String) throws {
        #expect(try RelativePath(text).description == text)
    }

    @Test(arguments: [
        "", "/", "/a", "a/", "a//b", ".", "..", "a/../b", "a/..", "./a", "a\0b", "a\nb", "a\u{1b}[2J", "a\u{7f}", "a\u{85}",
        "a\u{2028}b", ".hamyar-opn_1.part", "a/.hamyar-opn_1.part", String(repeating: "n", count: 256),
        String(repeating: "d/", count: 2048) + "f",
    ])
    func `H50 refused`(text: String) {
        #expect(throws: Failure.self) { try RelativePath(text) }
    }

    @Test func `H50 a name of 255 bytes, not letters`() throws {
        #expect(try RelativePath(String(repeating: "n", count: 255)).names.count == 1)
        #expect(throws: Failure.self) { try RelativePath(String(repeating: "ن", count: 128)) }
    }
}
