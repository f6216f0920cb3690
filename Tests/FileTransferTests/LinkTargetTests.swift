import Primitives
import Testing
import Turns

@testable import FileTransfer

@Suite(.keepsThread)
struct LinkTargetTests {
    @Test(arguments: [
        ("l", "a"), ("l", "a/b"), ("l", "."), ("d/l", ".."), ("d/l", "../a"), ("d/e/l", "../../a/b"), ("d/l", "x"),
    ])
    func `targets that stay inside`(path: String, target: String) throws {
        #expect(LinkTarget.isInside(target, of: try RelativePath(path)))
    }

    @Test(arguments: [
        ("l", ""), ("l", "/etc/passwd"), ("l", ".."), ("l", "../x"), ("d/l", "../../x"), ("l", "a/../b"), ("l", "a/.."),
        ("l", "./a"), ("l", "a//b"), ("l", "a/"), ("d/l", "../."), ("l", "a\0b"), ("l", ".hamyar-x.part"),
    ])
    func `H52 targets that lead out, or could by way of another link`(path: String, target: String) throws {
        #expect(!LinkTarget.isInside(target, of: try RelativePath(path)))
        #expect(code { try ManifestEntry.link(path, to: target, modified: 0).validate() } == .manifestMalformed)
    }

    @Test func `H50 directories of two spellings, files beneath links`() throws {
        func clash(_ entries: ManifestEntry...) -> Bool {
            code { try Manifest(entries: entries).validate() } == .manifestMalformed
        }
        #expect(clash(.of([1], path: "D/a"), .of([1], path: "d/b")))
        #expect(clash(.of([1], path: "D/a"), .directory("d", mode: 0o755, modified: 0)))
        #expect(clash(.directory("d", mode: 0o755, modified: 0), .directory("d", mode: 0o755, modified: 0)))
        #expect(clash(.link("l", to: "a", modified: 0), .of([1], path: "l/x")))
        #expect(!clash(.of([1], path: "d/a"), .directory("d", mode: 0o755, modified: 0), .link("d/l", to: "a", modified: 0)))
        #expect(clash(.directory("e/caf\u{e9}", mode: 0, modified: 0), .of([1], path: "e/cafe\u{301}/x")))
    }
}
