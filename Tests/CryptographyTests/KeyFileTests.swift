import Foundation
import Glibc
import Primitives
import Testing

@testable import Cryptography

struct KeyFileTests {
    let directory: TemporaryDirectory
    let key: PrivateKey
    var path: String { directory.path + "/agent.key" }

    init() throws {
        directory = try TemporaryDirectory()
        key = try PrivateKey.generate()
    }

    @Test func savesForTheOwnerAloneAndLoads() throws {
        try key.save(path: path)
        #expect(try PrivateKey.load(path: path).publicKey == key.publicKey)
        #expect(try mode(of: path) == 0o600)
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path) == ["agent.key"])
    }

    @Test func anExistingFileIsNeverOverwritten() throws {
        try key.save(path: path)
        let other = try PrivateKey.generate()
        #expect(code { try other.save(path: path) } == .keyExists)
        #expect(try PrivateKey.load(path: path).publicKey == key.publicKey)
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path) == ["agent.key"])
    }

    @Test func aDanglingLinkIsNeverFollowed() throws {
        let target = directory.path + "/elsewhere"
        #expect(symlink(target, path) == 0)
        #expect(code { try key.save(path: path) } == .keyExists)
        #expect(!FileManager.default.fileExists(atPath: target))
    }

    @Test(arguments: [0o640, 0o604, 0o660, 0o610, 0o601, 0o644] as [mode_t])
    func aKeyThatOthersCouldReadIsRefused(mode: mode_t) throws {
        try key.save(path: path)
        #expect(chmod(path, mode) == 0)
        #expect(code { try PrivateKey.load(path: path) } == .keyExposed)
    }

    @Test(arguments: [0o600, 0o400, 0o700] as [mode_t])
    func aKeyOfTheOwnerAloneIsLoaded(mode: mode_t) throws {
        try key.save(path: path)
        #expect(chmod(path, mode) == 0)
        #expect(try PrivateKey.load(path: path).publicKey == key.publicKey)
    }

    @Test func whatIsNoKeyFileIsRefused() throws {
        #expect(code { try PrivateKey.load(path: path) } == .keyAbsent)
        #expect(code { try PrivateKey.load(path: directory.path) } == .keyUnreadable)
        #expect(mkfifo(path, 0o600) == 0)
        #expect(code { try PrivateKey.load(path: path) } == .keyUnreadable)
        unlink(path)
        try write(Array("-----BEGIN \("PRIVATE") KEY-----\n".utf8))
        #expect(code { try PrivateKey.load(path: path) } == .keyMalformed)
        unlink(path)
        try write([UInt8](repeating: 65, count: PrivateKey.fileSizeLimit + 1))
        #expect(code { try PrivateKey.load(path: path) } == .keyUnreadable)
    }

    private func write(_ bytes: [UInt8]) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        try #require(chmod(path, 0o600) == 0)
    }

    @Test func aMissingDirectoryIsAFailure() {
        #expect(code { try key.save(path: directory.path + "/none/agent.key") } == .keyUnwritable)
    }

    @Test func certificatesAreFilesThatEveryoneMayRead() throws {
        let authority = try TestAuthority.make(.machine)
        let path = directory.path + "/authority.crt"
        try authority.certificate.save(path: path)
        #expect(try Certificate.load(path: path) == authority.certificate)
        #expect(try mode(of: path) == 0o644)
        #expect(code { try authority.certificate.save(path: path) } == .keyExists)
    }

    private func mode(of path: String) throws -> mode_t {
        var status = stat()
        try #require(stat(path, &status) == 0)
        return status.st_mode & 0o7777
    }
}

/// A directory of one test's own, which goes away with it.
final class TemporaryDirectory: Sendable {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "/hamyar-" + Hexadecimal.encode(RandomBytes.make(8))
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }
}
