import COpenSSL
import Foundation
import Primitives
import Testing

@testable import Cryptography

struct KeyTests {
    /// RFC 8032, 7.1: seed, public key, message, signature.
    static let vectors = [
        [
            "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
        ],
        [
            "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
        ],
        [
            "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
            "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
        ],
        [
            "833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42",
            "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
            "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
                + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
            "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704",
        ],
    ]

    @Test(arguments: vectors)
    func standardVectors(vector: [String]) throws {
        let values = vector.compactMap { Hexadecimal.decode($0) }
        try #require(values.count == 4)
        let key = try PrivateKey(seed: values[0])
        let publicKey = try #require(PublicKey(bytes: values[1]))
        #expect(key.publicKey == publicKey)
        #expect(try key.sign(values[2]) == values[3])
        #expect(publicKey.isValid(values[3], for: values[2]))
        #expect(!publicKey.isValid(values[3], for: values[2] + [0]))
    }

    @Test func onlyTheExactSignatureIsValid() throws {
        let key = try PrivateKey.generate()
        let message = Array("message".utf8)
        let signature = try key.sign(message)
        #expect(key.publicKey.isValid(signature, for: message))
        for bit in 0..<512 {
            var altered = signature
            altered[bit / 8] ^= 1 << (bit % 8)
            #expect(!key.publicKey.isValid(altered, for: message))
        }
        for count in [0, 1, 32, 63] { #expect(!key.publicKey.isValid(Array(signature.prefix(count)), for: message)) }
        #expect(!key.publicKey.isValid(signature + [0], for: message))
        #expect(try !PrivateKey.generate().publicKey.isValid(signature, for: message))
        #expect(ERR_peek_error() == 0)
    }

    @Test func pemRoundTrips() throws {
        let key = try PrivateKey.generate()
        #expect(try PrivateKey(pem: key.pem).publicKey == key.publicKey)
        #expect(try key.pem.hasPrefix("-----BEGIN \("PRIVATE") KEY-----\n"))
    }

    @Test(arguments: ["", "junk", "-----BEGIN \("PRIVATE") KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"])
    func otherTextIsRefused(pem: String) {
        #expect(throws: Failure.self) { try PrivateKey(pem: pem) }
        #expect(ERR_peek_error() == 0)
    }

    @Test func H35_keysOfAnotherAlgorithmAndEncryptedOnesAreRefused() throws {
        let foreign = try #require(ForeignKey())
        #expect(code { try PrivateKey(pem: #require(foreign.pem)) } == .keyMalformed)
        #expect(code { try PrivateKey(pem: #require(foreign.encryptedPEM)) } == .keyMalformed)
        #expect(ERR_peek_error() == 0)
    }

    @Test func aSeedHasThirtyTwoBytes() {
        for count in [0, 31, 33] {
            #expect(throws: Failure.self) { try PrivateKey(seed: [UInt8](repeating: 1, count: count)) }
        }
        #expect(ERR_peek_error() == 0)
    }

    @Test(arguments: [
        "0100000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000080",
        "0000000000000000000000000000000000000000000000000000000000000000",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    ])
    func nothingIsValidUnderAPointOfSmallOrder(point: String) throws {
        let key = try #require(Hexadecimal.decode(point).flatMap { PublicKey(bytes: $0) })
        #expect(key.isWeak)
        // R is the neutral point and S is 0: the equation holds for the neutral key, whatever the message.
        let universal: [UInt8] = [1] + [UInt8](repeating: 0, count: 63)
        #expect(!key.isValid(universal, for: Array("anything".utf8)))
        #expect(try !PrivateKey.generate().publicKey.isWeak)
        #expect(PublicKey(bytes: [UInt8](repeating: 2, count: 31)) == nil)
    }

    @Test func publicKeysRoundTripAsCode() throws {
        let key = try PrivateKey.generate().publicKey
        #expect(try JSONDecoder().decode([PublicKey].self, from: JSONEncoder().encode([key])) == [key])
        #expect(key.id == Digest.of(key.bytes))
    }
}
