import Foundation
import Primitives
import Testing

@testable import Cryptography

/// Limits of names and files, at them and one above.
struct LimitTests {
    @Test func `a domain's length`() {
        func domain(_ length: Int) -> Domain? {
            Domain(rawValue: "hamyar/" + String(repeating: "x", count: length - "hamyar//1".utf8.count) + "/1")
        }
        #expect(domain(Domain.lengthLimit) != nil)
        #expect(domain(Domain.lengthLimit + 1) == nil)
    }

    @Test func `a key file's size`() throws {
        let directory = try TemporaryDirectory()
        let path = directory.path + "/padded.key"
        let pem = try PrivateKey.generate().pem
        func load(_ size: Int) throws -> PrivateKey {
            // What stands around a PEM block is no part of it.
            let padding = String(repeating: "\n", count: size - pem.utf8.count)
            try Data((pem + padding).utf8).write(to: URL(fileURLWithPath: path))
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
            return try PrivateKey.load(path: path)
        }
        _ = try load(PrivateKey.fileSizeLimit)
        #expect(code { try load(PrivateKey.fileSizeLimit + 1) } == .keyUnreadable)
    }
}
