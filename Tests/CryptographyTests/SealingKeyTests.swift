import Foundation
import Primitives
import Testing

@testable import Cryptography

struct SealingKeyTests {
    private func bytes(_ hexadecimal: String) throws -> [UInt8] { try #require(Hexadecimal.decode(hexadecimal)) }

    private func code(_ body: () throws -> some Any) -> Failure.Code? {
        do {
            _ = try body()
            return nil
        } catch { return (error as? Failure)?.code }
    }

    @Test func `a vector of the specification of GCM (McGrew and Viega, test case 16) is opened`() throws {
        let key = try #require(
            SealingKey(bytes: bytes("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308")))
        let sealed =
            try bytes("cafebabefacedbaddecaf888")
            + bytes(
                "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
            ) + bytes("76fc6ece0f4e1768cddf8853bb2d551b")
        let text = try bytes(
            "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39"
        )
        #expect(try key.open(sealed, associated: bytes("feedfacedeadbeeffeedfacedeadbeefabaddad2")) == text)
    }

    @Test(arguments: [0, 1, 10, 16, 17, 1000, SealingKey.textLimit])
    func `what is sealed is opened, and never twice the same`(count: Int) throws {
        let key = SealingKey.random()
        let text = RandomBytes.make(count)
        let (first, second) = (try key.seal(text, associated: [1]), try key.seal(text, associated: [1]))
        #expect(first != second && first.count == count + 28)
        #expect(try key.open(first, associated: [1]) == text && key.open(second, associated: [1]) == text)
    }

    @Test func `any changed bit, another key, another subject, a missing end: broken`() throws {
        let key = SealingKey.random()
        let sealed = try key.seal(Array("0123456789".utf8), associated: Array("con_a".utf8))
        for index in sealed.indices {
            for bit in 0..<8 {
                var changed = sealed
                changed[index] ^= 1 << bit
                #expect(code { try key.open(changed, associated: Array("con_a".utf8)) } == .sealBroken)
            }
        }
        for count in 0..<sealed.count {
            #expect(code { try key.open(Array(sealed.prefix(count)), associated: Array("con_a".utf8)) } == .sealBroken)
        }
        #expect(code { try key.open(sealed, associated: Array("con_b".utf8)) } == .sealBroken)
        #expect(code { try key.open(sealed, associated: []) } == .sealBroken)
        #expect(code { try SealingKey.random().open(sealed, associated: Array("con_a".utf8)) } == .sealBroken)
        #expect(OpenSSLError.drain().reasons.isEmpty)
    }

    @Test func `a text at the limit and one byte above`() throws {
        let key = SealingKey.random()
        #expect(code { try key.seal(RandomBytes.make(SealingKey.textLimit), associated: []) } == nil)
        #expect(code { try key.seal(RandomBytes.make(SealingKey.textLimit + 1), associated: []) } == .keyUnusable)
        #expect(code { try key.open(RandomBytes.make(SealingKey.textLimit + 29), associated: []) } == .sealBroken)
        #expect(SealingKey(bytes: [UInt8](repeating: 0, count: 31)) == nil)
        #expect(SealingKey(bytes: [UInt8](repeating: 0, count: 33)) == nil)
    }

    @Test func `secrets for other uses differ by their use and by the key`() {
        let (first, second) = (SealingKey.random(), SealingKey.random())
        #expect(first.derived("a") == first.derived("a") && first.derived("a").count == 32)
        #expect(Set([first.derived("a"), first.derived("b"), second.derived("a")]).count == 3)
    }

    @Test func `the file is made once, is its owner's alone, and is read again`() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("seal-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appendingPathComponent("sealing.key").path
        #expect(code { try SealingKey.load(path: path) } == .keyAbsent)
        let key = try SealingKey.loadOrCreate(path: path)
        #expect(try SealingKey.loadOrCreate(path: path) == key && SealingKey.load(path: path) == key)
        #expect(code { try SealingKey.random().save(path: path) } == .keyExists)
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        chmod(path, 0o640)
        #expect(code { try SealingKey.load(path: path) } == .keyExposed)
        chmod(path, 0o600)
        for text in ["", "00", String(repeating: "0", count: 63), String(repeating: "z", count: 64)] {
            try Data(text.utf8).write(to: URL(filePath: path))
            chmod(path, 0o600)
            #expect(code { try SealingKey.load(path: path) } == .keyMalformed, "\(text)")
        }
    }
}
