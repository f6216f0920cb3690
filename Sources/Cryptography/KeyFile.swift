import Primitives

extension PrivateKey {
    /// Largest key file that is read; an Ed25519 key in PEM has 119 bytes.
    package static let fileSizeLimit = 4096

    /// Reads a key that only its owner can read.
    ///
    /// - Throws: `key.absent`; `key.exposed` when group or others have any right on the file, or it belongs neither to
    ///   this user nor to root; `key.unreadable`; `key.malformed`.
    package static func load(path: String) throws -> PrivateKey {
        try load(path: path) { _ in nil }
    }

    /// As the other, also one that a passphrase opens.
    ///
    /// - Parameter passphrase: of the file of this path; asked only where it is needed, nil: there is none.
    /// - Throws: also `key.locked` without a passphrase, `key.passphrase-wrong`, and what asking throws.
    package static func load(path: String, passphrase: (String) throws -> String?) throws -> PrivateKey {
        let text = String(decoding: try SecretFile.read(path), as: UTF8.self)
        guard isLocked(pem: text) else { return try naming(path) { try PrivateKey(pem: text) } }
        guard let secret = try passphrase(path) else { throw Failure(.keyLocked, ["path": path]) }
        return try naming(path) { try PrivateKey(pem: text, passphrase: secret) }
    }

    private static func naming(_ path: String, _ load: () throws -> PrivateKey) throws -> PrivateKey {
        do {
            return try load()
        } catch let failure as Failure {
            throw Failure(failure.code, failure.parameters.merging(["path": path]) { first, _ in first }, cause: failure.cause)
        }
    }

    /// As `save`, in a file that only this passphrase opens. Throws also `key.passphrase-weak`.
    package func save(path: String, passphrase: String) throws {
        try SecretFile.create(path, Array(pem(passphrase: passphrase).utf8))
    }

    /// Writes the key into a new file that only its owner can read; it is on the disk when this returns.
    ///
    /// - Throws: `key.exists` when anything has this name: a key is never overwritten; `key.unwritable`.
    package func save(path: String) throws {
        try SecretFile.create(path, Array(pem.utf8))
    }
}

extension SealingKey {
    /// Reads a key that only its owner can read: 64 hexadecimal digits. Throws as `PrivateKey.load` does.
    package static func load(path: String) throws -> SealingKey {
        let text = String(decoding: try SecretFile.read(path), as: UTF8.self)
        guard let bytes = Hexadecimal.decode(text.split(separator: "\n", maxSplits: 1).first ?? ""),
            let key = SealingKey(bytes: bytes)
        else { throw Failure(.keyMalformed, ["path": path]) }
        return key
    }

    /// Writes the key into a new file that only its owner can read. Throws as `PrivateKey.save` does.
    package func save(path: String) throws {
        try SecretFile.create(path, Array((Hexadecimal.encode(bytes) + "\n").utf8))
    }

    /// The key of this file; where there is none yet, a new one that is on the disk when this returns.
    package static func loadOrCreate(path: String) throws -> SealingKey {
        do {
            return try load(path: path)
        } catch let failure as Failure where failure.code == .keyAbsent {
            try random().save(path: path)
            return try load(path: path)
        }
    }
}
