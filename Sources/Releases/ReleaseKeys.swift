package import Cryptography
import Glibc
import Primitives
package import Updates

/// Private keys of releases in a directory: `NAME.pem`, each readable by its owner alone, as the authority's keys are.
package struct ReleaseKeys: Sendable {
    package let directory: String

    package init(_ directory: String) {
        self.directory = directory
    }

    /// A new key under this name; the one that is there where it was made before.
    ///
    /// Throws key.exposed, key.malformed, key.unreadable, key.unwritable, release.storage.
    package func make(_ name: String) throws -> MetadataKey {
        try Places.makeDirectory(directory, mode: 0o700)
        let path = directory + "/" + name + ".pem"
        do {
            return MetadataKey(try PrivateKey.load(path: path).publicKey)
        } catch let failure as Failure where failure.code == .keyAbsent {
            let key = try PrivateKey.generate()
            try key.save(path: path)
            return MetadataKey(key.publicKey)
        }
    }

    /// All keys that are here, by the id that metadata has for them.
    package func all() throws -> [String: PrivateKey] {
        var keys: [String: PrivateKey] = [:]
        for name in try Places.names(directory) where name.hasSuffix(".pem") {
            let key = try PrivateKey.load(path: directory + "/" + name)
            keys[MetadataKey(key.publicKey).id] = key
        }
        return keys
    }
}
