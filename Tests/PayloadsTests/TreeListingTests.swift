import Cryptography
import Primitives
import Testing

@testable import Payloads

/// The listing of a tree as text, and what it may not say.
@Suite struct TreeListingTests {
    private static let digest = Digest.of([UInt8]()).description

    /// Tabs stand for zeros.
    private func code(_ text: String) -> Failure.Code? {
        let bytes = text.utf8.map { $0 == 9 ? 0 : $0 }
        return bytes.withUnsafeBytes { raw in
            do throws(Failure) {
                _ = try TreeListing(text: raw)
                return nil
            } catch {
                return error.code
            }
        }
    }

    @Test func `text and entries are one`() throws {
        let entries = [
            TreeListing.Entry(path: try PayloadPath("b"), kind: .directory, digest: nil),
            TreeListing.Entry(path: try PayloadPath("a"), kind: .file(size: 0, executable: true), digest: .of([UInt8]())),
            TreeListing.Entry(path: try PayloadPath("b/لینک"), kind: .link(target: "../a"), digest: nil),
        ]
        let listing = try TreeListing(entries)
        let text = "f\u{0}755\u{0}0\u{0}\(Self.digest)\u{0}a\nd\u{0}b\nl\u{0}../a\u{0}b/لینک\n"
        #expect(String(decoding: listing.text, as: UTF8.self) == text)
        #expect(try listing.text.withUnsafeBytes { try TreeListing(text: $0) } == listing)
        #expect(listing.digest == .of(listing.text))
        #expect(code("") == nil)
    }

    @Test(arguments: [
        "d\t/a\n", "d\t..\n", "d\ta/../b\n", "d\t.\n", "d\t\n", "d\ta//b\n", "d\ta\u{1}\n",
        // Twice, out of order, no directory above, through a link, through a file.
        "d\ta\nd\ta\n", "d\tb\nd\ta\n", "d\ta/b\n", "l\tx\ta\nd\ta/b\n", "f\t644\t0\t\(digest)\ta\nd\ta/b\n",
        // Links that leave.
        "l\t/etc/passwd\ta\n", "l\t../x\ta\n", "l\tx/../../y\ta\n", "l\t\ta\n",
        // Modes that are none, sizes that lie, other spellings, too few and too many fields.
        "f\t4755\t0\t\(digest)\ta\n", "f\t600\t0\t\(digest)\ta\n", "f\t644\t-1\t\(digest)\ta\n", "f\t644\t00\t\(digest)\ta\n",
        "f\t644\t9223372036854775808\t\(digest)\ta\n", "f\t644\t0\t\(digest.uppercased())\ta\n", "f\t644\t0\ta\n", "x\ta\n",
        "d\t755\ta\n", "d\ta", "\n", "d\ta\n\n",
    ])
    func `H50 H53 a listing that may not be is refused`(_ text: String) {
        #expect(code(text) == .payloadMalformed)
    }

    @Test func `H53 sizes and paths over their limits are too large`() {
        #expect(code("f\t644\t9223372036854775807\t\(Self.digest)\ta\n") == .payloadTooLarge)
        #expect(code("d\t\(String(repeating: "a", count: 256))\n") == .payloadTooLarge)
    }
}
