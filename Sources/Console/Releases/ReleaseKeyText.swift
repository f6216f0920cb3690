import Cryptography
import Primitives
import Releases
import Updates

/// A public key as a person names it: 64 hexadecimal digits, or the file of a private key whose public half is meant.
enum ReleaseKeyText {
    /// - Parameter keys: whose passphrases open a file that has one.
    /// - Throws: `console.argument`, the codes of `key`.
    static func parse(_ text: String, option: String, _ keys: ReleaseKeys) throws -> MetadataKey {
        if text.utf8.count == 64, let bytes = Hexadecimal.decode(text), let key = PublicKey(bytes: bytes) {
            return MetadataKey(key)
        }
        guard text.contains("/") || text.hasSuffix(".pem") else {
            throw Failure.typed(text, option, forms: "64 hexadecimal digits, or the path of a key's file")
        }
        return try keys.publicKey(ofFile: LocalPath.absolute(text))
    }
}
