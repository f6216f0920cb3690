package import Cryptography
import Glibc
import Primitives
package import Updates

/// Private keys of releases: `NAME.pem` in a directory, and single files, each readable by its owner alone, as the authority's keys are.
package struct ReleaseKeys: Sendable {
    /// nil: none but the files.
    package let directory: String?
    package let files: [String]

    package init(_ directory: String?, files: [String] = []) {
        self.directory = directory
        self.files = files
    }

    /// A new key under this name; the one that is there where it was made before.
    ///
    /// Throws key.exposed, key.malformed, key.unreadable, key.unwritable, release.absent, release.storage.
    package func make(_ name: String) throws -> MetadataKey {
        guard let directory else { throw Failure(.releaseAbsent, ["name": name]) }
        try Places.makeDirectory(directory, mode: 0o700)
        return try Self.make(file: directory + "/" + name + ".pem")
    }

    /// As `make`, in a file of this path.
    package static func make(file path: String) throws -> MetadataKey {
        do {
            return MetadataKey(try PrivateKey.load(path: path).publicKey)
        } catch let failure as Failure where failure.code == .keyAbsent {
            let key = try PrivateKey.generate()
            try key.save(path: path)
            return MetadataKey(key.publicKey)
        }
    }

    /// All keys that are here, by the id that metadata has for them.
    ///
    /// Throws the codes of `key`, release.storage.
    package func all() throws -> [String: PrivateKey] {
        var paths = files
        if let directory {
            paths += try Places.names(directory).filter { $0.hasSuffix(".pem") }.map { directory + "/" + $0 }
        }
        var keys: [String: PrivateKey] = [:]
        for path in paths {
            let key = try PrivateKey.load(path: path)
            keys[MetadataKey(key.publicKey).id] = key
        }
        return keys
    }
}
