import Foundation
import Glibc
import Primitives
import Testing

@testable import Cryptography

/// Keys' files that a passphrase opens.
struct LockedKeyTests {
    let directory: TemporaryDirectory
    let key: PrivateKey
    private let secret = "صندوق چهار کلید"
    private var path: String { directory.path + "/own.pem" }

    init() throws {
        directory = try TemporaryDirectory()
        key = try PrivateKey.generate()
    }

    private func openssl(_ words: [String]) throws -> Int32 {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["openssl"] + words
        process.standardError = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
    }

    @Test func `the passphrase opens it, another one and none do not`() throws {
        try key.save(path: path, passphrase: secret)
        #expect(try !String(contentsOfFile: path, encoding: .utf8).contains("BEGIN PRIVATE KEY"))
        #expect(try PrivateKey.load(path: path) { $0 == path ? secret : nil }.publicKey == key.publicKey)
        #expect(code { try PrivateKey.load(path: path) } == .keyLocked)
        for other in ["", secret + " ", String(repeating: "a", count: 5000)] {
            #expect(code { try PrivateKey.load(path: path) { _ in other } } == .keyPassphraseWrong)
        }
        #expect(code { try key.save(path: path, passphrase: secret) } == .keyExists)
        // Nobody is asked about a file that needs none.
        let open = directory.path + "/open.pem"
        try key.save(path: open)
        let loaded = try PrivateKey.load(path: open) { _ in
            Issue.record("asked")
            return nil
        }
        #expect(loaded.publicKey == key.publicKey)
    }

    @Test func `a passphrase that is none makes no file`() {
        for weak in ["", "1234567", String(repeating: "a", count: 1024), "12345678\0"] {
            #expect(code { try key.save(path: path, passphrase: weak) } == .keyPassphraseWeak)
        }
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test func `the openssl program opens our files, and we open its own`() throws {
        try key.save(path: path, passphrase: secret)
        let plain = directory.path + "/plain.pem"
        #expect(try openssl(["pkey", "-in", path, "-passin", "pass:" + secret, "-out", plain]) == 0)
        #expect(try openssl(["pkey", "-in", path, "-passin", "pass:other", "-noout"]) != 0)
        for words in [["-scrypt"], ["-v2", "aes256"]] {
            let locked = directory.path + "/locked" + words[0] + ".pem"
            let made = ["pkcs8", "-topk8", "-in", plain, "-out", locked, "-passout", "pass:" + secret] + words
            #expect(try openssl(made) == 0)
            #expect(chmod(locked, 0o600) == 0)
            #expect(try PrivateKey.load(path: locked) { _ in secret }.publicKey == key.publicKey)
        }
    }

    @Test func `a passphrase's file is its owner's alone, and its first line counts`() throws {
        let file = directory.path + "/passphrase"
        try Data("\(secret)\nmore\n".utf8).write(to: URL(filePath: file))
        #expect(chmod(file, 0o644) == 0)
        #expect(code { try PassphraseFile.read(file) } == .keyExposed)
        #expect(chmod(file, 0o600) == 0)
        #expect(try PassphraseFile.read(file) == secret)
        #expect(code { try PassphraseFile.read(file + "x") } == .keyUnreadable)
        try Data([0xFF, 0x0A]).write(to: URL(filePath: file))
        #expect(chmod(file, 0o600) == 0)
        #expect(code { try PassphraseFile.read(file) } == .keyUnreadable)
    }
}
