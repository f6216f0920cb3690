package import Cryptography
import DurableFiles
import Foundation
package import Primitives
package import SignedObjects

/// An enrolled technician: who, with which key, certified by what.
package struct TechnicianIdentity: Sendable {
    package let settings: ConsoleSettings
    package let key: PrivateKey
    package let certificate: Certificate

    package var signing: SigningIdentity {
        SigningIdentity(key: key, vendor: settings.vendor, certificate: certificate)
    }

    package init(settings: ConsoleSettings, key: PrivateKey, certificate: Certificate) {
        self.settings = settings
        self.key = key
        self.certificate = certificate
    }

    /// The certificate that an admin signed since, for this very key and name; nil where there is none, or what the relay shows
    /// is another's or no longer than what we have.
    package func renewed(by der: [UInt8], trust: Trust, at time: Timestamp) throws -> Certificate? {
        guard !der.isEmpty, der != certificate.der else { return nil }
        let found = try Certificate(der: der)
        let name = try trust.verifier.verify(found, at: time, roles: [.technician])
        guard found.publicKey == key.publicKey, name == signing.name, found.notAfter > certificate.notAfter else { return nil }
        return found
    }

    /// - Throws: `console.not-enrolled` where enrolment was not begun or not finished; `key` and `certificate` codes.
    package static func load(from home: ConsoleHome) throws -> TechnicianIdentity {
        guard let settings = try ConsoleSettings.load(from: home), let pem = try DurableFile(home.certificatePath).read() else {
            throw Failure(.consoleNotEnrolled, ["path": home.path])
        }
        return TechnicianIdentity(
            settings: settings, key: try PrivateKey.load(path: home.keyPath),
            certificate: try Certificate(pem: String(decoding: pem, as: UTF8.self)))
    }
}
