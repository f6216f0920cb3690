package import Primitives

extension Failure.Code {
    /// Not the shape of an enrolment code.
    package static let enrolmentCodeMalformed = Failure.Code(rawValue: "enrolment.code-malformed")
    /// The right shape, but a character is wrong: the checksum does not match.
    package static let enrolmentCodeMistyped = Failure.Code(rawValue: "enrolment.code-mistyped")
}

/// A one-time enrolment code: who shows its secret may enrol, and the client knows the vendor's root before it has seen a
/// server (design of trust, "Enrolment"; Protocol/README.md, "Enrolment codes").
///
/// Text form: `hamyar1-` and Crockford base 32 of secret, root prefix and checksum, in groups of six. It is a secret: it has
/// no `description`, and only `secretHash` is stored.
package struct EnrolmentCode: Hashable, Sendable {
    /// 64 bits: a code is single-use and expires, and guesses are limited.
    package static let secretByteCount = 8
    /// 128 bits: nobody finds a second root with the same prefix.
    package static let rootByteCount = 16
    /// Finds a mistyped character before anything is sent.
    static let checksumByteCount = 2
    /// The longest text that is looked at, with all its hyphens and spaces; the canonical one has 56 characters.
    static let textLimit = 128
    static let prefix = "hamyar1"
    static let groupLength = 6

    /// Sent in the Enrolment, once the bundle has been checked.
    package let secret: [UInt8]
    /// The first bits of SHA-256 over the vendor root's raw public key.
    package let rootPrefix: [UInt8]

    /// A new code from the system's random source.
    package static func random(root: PublicKey) -> EnrolmentCode {
        EnrolmentCode(secret: RandomBytes.make(secretByteCount), rootPrefix: Array(root.id.bytes.prefix(rootByteCount)))
    }

    /// The code that a keyed hash stands for, where the same call must give the same one without keeping it.
    package static func derived(from hash: Digest, root: PublicKey) -> EnrolmentCode {
        EnrolmentCode(
            secret: Array(hash.bytes.prefix(secretByteCount)), rootPrefix: Array(root.id.bytes.prefix(rootByteCount)))
    }

    private init(secret: [UInt8], rootPrefix: [UInt8]) {
        self.secret = secret
        self.rootPrefix = rootPrefix
    }

    /// Reads what a person typed: case, hyphens and white space do not matter; o is 0, i and l are 1.
    ///
    /// Throws enrolment.code-malformed or enrolment.code-mistyped.
    package init(parsing text: String) throws(Failure) {
        let plain = text.prefix(Self.textLimit + 1).lowercased().filter { $0 != "-" && !$0.isWhitespace }
        let length = Self.secretByteCount + Self.rootByteCount + Self.checksumByteCount
        guard text.count <= Self.textLimit, plain.hasPrefix(Self.prefix),
            let bytes = Base32.decode(plain.dropFirst(Self.prefix.count)), bytes.count == length
        else { throw Failure(.enrolmentCodeMalformed) }
        let content = bytes.dropLast(Self.checksumByteCount)
        guard bytes.suffix(Self.checksumByteCount) == Self.checksum(of: content)[...] else {
            throw Failure(.enrolmentCodeMistyped)
        }
        self.init(secret: Array(content.prefix(Self.secretByteCount)), rootPrefix: Array(content.suffix(Self.rootByteCount)))
    }

    /// The code as it is given to a person.
    package var text: String {
        let content = secret + rootPrefix
        let characters = Array(Base32.encode(content + Self.checksum(of: content)))
        let groups = stride(from: 0, to: characters.count, by: Self.groupLength).map { start in
            String(characters[start..<min(start + Self.groupLength, characters.count)])
        }
        return ([Self.prefix] + groups).joined(separator: "-")
    }

    /// What the relay keeps: SHA-256 of the secret.
    package var secretHash: Digest { Self.hash(ofSecret: secret) }

    package static func hash(ofSecret secret: [UInt8]) -> Digest { Digest.of(secret) }

    /// Whether this is the root that the code's maker meant. A client asks before it says its secret.
    package func names(_ root: PublicKey) -> Bool {
        root.id.bytes.prefix(Self.rootByteCount) == rootPrefix[...]
    }

    private static func checksum(of content: some Sequence<UInt8>) -> [UInt8] {
        Array(Digest.of(content).bytes.prefix(checksumByteCount))
    }
}
