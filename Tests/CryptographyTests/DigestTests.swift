import Foundation
import Primitives
import Testing

@testable import Cryptography

struct DigestTests {
    /// FIPS 180-4, examples of NIST's cryptographic standards page.
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
    ])
    func standardVectors(text: String, digest: String) {
        #expect(Digest.of(Array(text.utf8)).description == digest)
        #expect(Digest.of(text.utf8.lazy.map { $0 }).description == digest)
        #expect(Array(text.utf8).withUnsafeBytes { Digest.of($0) }.description == digest)
    }

    @Test func aMillionLettersInPieces() {
        let piece = [UInt8](repeating: UInt8(ascii: "a"), count: 1000)
        var stream = DigestStream()
        for _ in 0..<999 { stream.update(piece) }
        piece.withUnsafeBytes { stream.update($0) }
        let digest = stream.finish()
        #expect(digest.description == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
    }

    @Test func aStreamThatIsNeverFinishedGoesAway() {
        for _ in 0..<100 {
            var stream = DigestStream()
            stream.update([1, 2, 3])
        }
    }

    @Test func roundTripsAsBytesTextAndCode() throws {
        let digest = Digest.of([1, 2, 3])
        #expect(Digest(bytes: digest.bytes) == digest)
        #expect(Digest(hexadecimal: digest.description) == digest)
        #expect(try JSONDecoder().decode([Digest].self, from: JSONEncoder().encode([digest])) == [digest])
        #expect(digest.withUnsafeBytes { Array($0) } == digest.bytes)
    }

    @Test(arguments: [0, 31, 33, 64])
    func otherLengthsAreNoDigest(count: Int) {
        #expect(Digest(bytes: [UInt8](repeating: 7, count: count)) == nil)
        #expect(Digest(hexadecimal: String(repeating: "07", count: count)) == nil)
    }

    @Test func ordersAsBytesDo() throws {
        for position in 0..<32 {
            var low = [UInt8](repeating: 5, count: 32)
            var high = low
            low[position] = 1
            high[position] = 200
            #expect(try #require(Digest(bytes: low)) < #require(Digest(bytes: high)))
        }
    }
}

struct KeyedHashTests {
    /// RFC 4231, test cases 1, 2, 3 and 6.
    @Test(arguments: [
        (
            [UInt8](repeating: 0x0b, count: 20), Array("Hi There".utf8),
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
        ),
        (
            Array("Jefe".utf8), Array("what do ya want for nothing?".utf8),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        ),
        (
            [UInt8](repeating: 0xaa, count: 20), [UInt8](repeating: 0xdd, count: 50),
            "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"
        ),
        (
            [UInt8](repeating: 0xaa, count: 131), Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
        ),
        ([], [], "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad"),
    ])
    func standardVectors(key: [UInt8], message: [UInt8], digest: String) {
        #expect(KeyedHash.hmacSHA256(key: key, message).description == digest)
    }

    @Test func comparesInConstantTime() {
        #expect(constantTimeEquals([1, 2, 3], [1, 2, 3]))
        #expect(constantTimeEquals([], []))
        #expect(!constantTimeEquals([1, 2, 3], [1, 2, 4]))
        #expect(!constantTimeEquals([1, 2, 3], [1, 2]))
    }

    @Test func randomBytesHaveTheLengthAndDiffer() {
        #expect(RandomBytes.make(0).isEmpty)
        #expect(RandomBytes.make(33).count == 33)
        #expect(RandomBytes.make(16) != RandomBytes.make(16))
    }
}

struct CheckWordsTests {
    @Test func theFirstFourBytesMakeTwoWords() throws {
        let digest = try #require(Digest(bytes: [0x00, 0x00, 0xff, 0xff] + [UInt8](repeating: 9, count: 28)))
        #expect(CheckWords.words(for: digest) == ["babab", "zuzuz"])
        let proquint = try #require(Digest(bytes: [127, 0, 0, 1] + [UInt8](repeating: 0, count: 28)))
        #expect(CheckWords.words(for: proquint) == ["lusab", "babad"])
        // A key has twice as many: whoever shows another one must not find it by trying.
        #expect(CheckWords.text(forKey: digest) == "babab zuzuz bohan bohan")
    }
}
