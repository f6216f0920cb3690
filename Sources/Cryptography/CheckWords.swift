/// Two short words that stand for a digest, for people who compare them by voice: the same on both sides.
///
/// Each word is 16 bits as consonant, vowel, consonant, vowel, consonant, so two words are the digest's first 32 bits. That tells
/// two requests apart on a telephone and shows an exchange made at random; who can try four thousand million requests can find
/// one with the same words, so signatures decide and the words only help people to mean the same session.
package enum CheckWords {
    // Sounds that Persian and English share and that a telephone keeps apart.
    private static let consonants = Array("bdfghjklmnprstvz")
    private static let vowels = Array("aiou")

    /// Words for a key that somebody is about to vouch for. Here the words decide: who shows an admin another key must not find one
    /// with the same words, and 64 bits are beyond trying.
    package static let wordsOfKey = 4

    /// Two words of five lower-case letters.
    package static func words(for digest: Digest) -> [String] {
        words(for: digest, count: 2)
    }

    /// `wordsOfKey` words, one space between two.
    package static func text(forKey key: KeyID) -> String {
        words(for: key, count: wordsOfKey).joined(separator: " ")
    }

    private static func words(for digest: Digest, count: Int) -> [String] {
        digest.withUnsafeBytes { bytes in
            stride(from: 0, to: 2 * count, by: 2).map { word(UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1])) }
        }
    }

    private static func word(_ bits: UInt16) -> String {
        String([
            consonants[Int(bits >> 12)], vowels[Int(bits >> 10 & 3)], consonants[Int(bits >> 6 & 15)],
            vowels[Int(bits >> 4 & 3)], consonants[Int(bits & 15)],
        ])
    }
}
