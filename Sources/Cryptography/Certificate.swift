import COpenSSL
import DurableFiles
package import Primitives

/// An X.509 certificate of an Ed25519 key: its bytes and what we read from them. Nothing is verified yet.
package struct Certificate: Hashable, Sendable {
    /// Largest DER that is parsed, in bytes. Ours have about 500; H7 sends 100 KB.
    package static let sizeLimit = 16 * 1024

    package let der: [UInt8]
    package let publicKey: PublicKey
    /// The subject alternative name, when it is exactly one URI in printable ASCII.
    package let subjectURI: String?
    package let notBefore: Timestamp
    package let notAfter: Timestamp
    /// The serial number's magnitude, big-endian, without leading zeros.
    package let serial: [UInt8]

    /// Parses one DER certificate and nothing behind it.
    ///
    /// - Throws: `certificate.too-large`, `certificate.malformed`.
    package init(der: [UInt8]) throws {
        guard der.count <= Self.sizeLimit else {
            throw Failure(.certificateTooLarge, ["size": String(der.count), "limit": String(Self.sizeLimit)])
        }
        defer { OpenSSLError.discard() }
        let fields = try X509Handle.parse(der).readFields()
        self.der = der
        publicKey = fields.publicKey
        subjectURI = fields.subjectURI
        notBefore = fields.notBefore
        notAfter = fields.notAfter
        serial = fields.serial
    }

    /// Parses the first certificate of a PEM text.
    package init(pem: String) throws {
        defer { OpenSSLError.discard() }
        let pointer = MemoryBIO.reading(Array(pem.utf8)) { PEM_read_bio_X509($0, nil, { _, _, _, _ in -1 }, nil) }
        guard let pointer else { throw Failure.openSSL(.certificateMalformed) }
        try self.init(der: X509Handle(adopting: pointer).der())
    }

    package var pem: String {
        get throws {
            try withOpenSSL { pointer in
                guard let text = MemoryBIO.writing({ PEM_write_bio_X509($0, pointer) == 1 }) else {
                    throw Failure.openSSL(.certificateMalformed)
                }
                return String(decoding: text, as: UTF8.self)
            }
        }
    }

    /// SHA-256 of the DER.
    package var fingerprint: Digest { Digest.of(der) }

    package static func == (left: Certificate, right: Certificate) -> Bool {
        left.der == right.der
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(der)
    }

    /// Lends an X509 of these bytes, for TLS; the pointer must not outlive the closure unless its reference count is raised.
    package func withOpenSSL<Result>(_ body: (OpaquePointer) throws -> Result) throws -> Result {
        let handle = try X509Handle.parse(der)
        return try body(handle.pointer)
    }
}

extension Certificate {
    /// Reads a PEM file.
    ///
    /// - Throws: `key.unreadable`, `certificate.malformed`.
    package static func load(path: String) throws -> Certificate {
        guard let bytes = try DurableFile(path, failing: .keyUnreadable).read(limit: sizeLimit * 2) else {
            throw Failure(.keyUnreadable, ["path": path, "reason": "no such file"])
        }
        do {
            return try Certificate(pem: String(decoding: bytes, as: UTF8.self))
        } catch let failure as Failure {
            throw Failure(failure.code, failure.parameters.merging(["path": path]) { $1 }, cause: failure.cause)
        }
    }

    /// Writes PEM into a new file that everyone may read; it is on the disk when this returns.
    ///
    /// - Throws: `key.exists` when anything has this name; `key.unwritable`.
    package func save(path: String) throws {
        guard try DurableFile(path, failing: .keyUnwritable).create(with: Array(pem.utf8), mode: 0o644) else {
            throw Failure(.keyExists, ["path": path])
        }
    }
}
