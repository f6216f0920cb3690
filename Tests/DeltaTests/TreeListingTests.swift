import Cryptography
import Primitives
import Testing

@testable import Delta

/// The canonical listing, and what it may not say.
@Suite struct TreeListingTests {
    private static let digest = Digest.of([UInt8]()).description

    private func code(_ text: String) -> Failure.Code? {
        var copy = text
        return copy.withUTF8 { bytes in
            do throws(Failure) {
                _ = try TreeListing(text: UnsafeRawBufferPointer(bytes))
                return nil
            } catch {
                return error.code
            }
        }
    }

    @Test func `text and entries are one`() throws {
        let entries = [
            TreeEntry("b", .directory(mode: 0o755)), TreeEntry("a", .file(mode: 0o644, size: 0, digest: Digest.of([UInt8]()))),
            TreeEntry("b/لینک", .link(target: "../a")),
        ]
        let listing = try TreeListing(entries)
        #expect(String(decoding: listing.text, as: UTF8.self) == "f\t644\t0\t\(Self.digest)\ta\nd\t755\tb\nl\t../a\tb/لینک\n")
        #expect(try listing.text.withUnsafeBytes { try TreeListing(text: $0) } == listing)
        #expect(code("") == nil)
    }

    @Test(arguments: [
        "d\t755\t/a\n", "d\t755\t..\n", "d\t755\ta/../b\n", "d\t755\t.\n", "d\t755\t\n", "d\t755\ta//b\n", "d\t755\ta\u{1}\n",
        // Twice, out of order, no directory above, through a link, through a file.
        "d\t755\ta\nd\t755\ta\n", "d\t755\tb\nd\t755\ta\n", "d\t755\ta/b\n", "l\tx\ta\nd\t755\ta/b\n",
        "f\t644\t0\t\(digest)\ta\nd\t755\ta/b\n",
        // Links that leave.
        "l\t/etc/passwd\ta\n", "l\t../x\ta\n", "l\tx/../../y\ta\n", "l\t\ta\n",
        // Modes with more than permissions, sizes that lie, other spellings.
        "d\t4755\ta\n", "d\t7550\ta\n", "d\t+55\ta\n", "f\t644\t-1\t\(digest)\ta\n", "f\t644\t00\t\(digest)\ta\n",
        "f\t644\t9223372036854775807\t\(digest)\ta\n", "f\t644\t0\t\(digest.uppercased())\ta\n", "x\ta\n", "d\t755\ta", "\n",
        "d\t755\ta\n\n", "d\t755\t\(String(repeating: "a", count: 256))\n",
    ])
    func `H50 H53 a listing that may not be is refused`(_ text: String) {
        #expect(code(text) == .deltaListing)
    }
}
