import Cryptography
import Glibc
import Primitives
import TLS

/// Real authorities and certificates of a vendor that lives as long as the measurement: the handshake and its checks are
/// those of the product.
struct Credentials {
    private static let vendor = "bench"
    private let directory: String

    init(in directory: String) {
        self.directory = directory
    }

    /// Writes authorities, certificates and keys of one holder per role.
    static func make(in directory: String) throws {
        let now = SystemWallClock().now()
        let (from, to) = (now - .seconds(3600), now + .seconds(86400))
        for role in PeerRole.allCases {
            let authority = try CertificateAuthority.create(name: role.rawValue, vendor: vendor, role: role, from: from, to: to)
            let key = try PrivateKey.generate()
            guard let name = PeerName(vendor: vendor, role: role, id: "one") else { continue }
            let certificate = try authority.issue(publicKey: key.publicKey, name: name, from: from, to: to - .seconds(60))
            try key.save(path: "\(directory)/\(role.rawValue).key")
            try write(certificate.der, to: "\(directory)/\(role.rawValue).crt")
            try write(authority.certificate.der, to: "\(directory)/\(role.rawValue)-authority.crt")
        }
    }

    func identity(_ role: PeerRole) throws -> TLSIdentity {
        let key = try PrivateKey.load(path: "\(directory)/\(role.rawValue).key")
        return TLSIdentity(certificate: try certificate(role.rawValue), key: key)
    }

    func verifier(_ roles: Set<PeerRole>) throws -> TLSVerifier {
        var authorities: [PeerRole: [Certificate]] = [:]
        for role in PeerRole.allCases { authorities[role] = [try certificate("\(role.rawValue)-authority")] }
        let verifier = CertificateVerifier(authorities: authorities, vendor: Self.vendor)
        return { certificate, _ in
            try certificate.map { try verifier.verify($0, at: SystemWallClock().now(), roles: roles) }
        }
    }

    private func certificate(_ name: String) throws -> Certificate {
        try Certificate(der: Self.read("\(directory)/\(name).crt"))
    }

    private static func write(_ bytes: [UInt8], to path: String) throws {
        guard let file = fopen(path, "w") else { throw BenchmarkError("cannot write \(path)") }
        defer { fclose(file) }
        guard fwrite(bytes, 1, bytes.count, file) == bytes.count else { throw BenchmarkError("cannot write \(path)") }
    }

    private static func read(_ path: String) throws -> [UInt8] {
        guard let file = fopen(path, "r") else { throw BenchmarkError("cannot read \(path)") }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 4096)
        let count = fread(&bytes, 1, bytes.count, file)
        return Array(bytes.prefix(count))
    }
}

struct BenchmarkError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
