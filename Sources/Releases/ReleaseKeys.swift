package import Cryptography
import Glibc
import Primitives
package import Updates

/// Private keys of releases: `NAME.pem` in a directory, and single files, each readable by its owner alone, as the authority's keys are.
package struct ReleaseKeys: Sendable {
    /// nil: none but the files.
    package let directory: String?
    package let files: [String]
    /// Of a key's file; nil: nobody knows it. Asked once for each locked file of a command.
    package typealias Passphrase = @Sendable (_ file: String) throws -> String?
    private let passphrase: Passphrase

    package init(_ directory: String?, files: [String] = [], passphrase: @escaping Passphrase = { _ in nil }) {
        self.directory = directory
        self.files = files
        self.passphrase = passphrase
    }

    /// A new key under this name; the one that is there where it was made before.
    ///
    /// Throws key.exposed, key.malformed, key.unreadable, key.unwritable, release.absent, release.storage.
    package func make(_ name: String) throws -> MetadataKey {
        guard let directory else { throw Failure(.releaseAbsent, ["name": name]) }
        try Places.makeDirectory(directory, mode: 0o700)
        return try Self.make(file: directory + "/" + name + ".pem", opening: passphrase)
    }

    /// As `make`, in a file of this path.
    ///
    /// - Parameters:
    ///   - passphrase: that opens the new file; nil: none is needed.
    ///   - opening: that of a file that is there already.
    package static func make(
        file path: String, passphrase: String? = nil, opening: Passphrase = { _ in nil }
    ) throws -> MetadataKey {
        do {
            return MetadataKey(try PrivateKey.load(path: path) { try passphrase ?? opening($0) }.publicKey)
        } catch let failure as Failure where failure.code == .keyAbsent {
            let key = try PrivateKey.generate()
            if let passphrase { try key.save(path: path, passphrase: passphrase) } else { try key.save(path: path) }
            return MetadataKey(key.publicKey)
        }
    }

    /// The public half of a key in a file. Throws the codes of `key`.
    package func publicKey(ofFile path: String) throws -> MetadataKey {
        MetadataKey(try PrivateKey.load(path: path, passphrase: passphrase).publicKey)
    }

    /// All keys that are here, by the id that metadata has for them.
    ///
    /// Throws the codes of `key`, release.storage.
    package func all() throws -> [String: PrivateKey] { try all(asking: passphrase) }

    /// Those that need no passphrase.
    package func unlocked() throws -> [String: PrivateKey] { try all(asking: nil) }

    private func all(asking passphrase: Passphrase?) throws -> [String: PrivateKey] {
        var paths = files
        if let directory {
            paths += try Places.names(directory).filter { $0.hasSuffix(".pem") }.map { directory + "/" + $0 }
        }
        var keys: [String: PrivateKey] = [:]
        for path in paths {
            do {
                let key = try PrivateKey.load(path: path) { try passphrase?($0) }
                keys[MetadataKey(key.publicKey).id] = key
            } catch let failure as Failure where failure.code == .keyLocked && passphrase == nil {
                continue
            }
        }
        return keys
    }
}
