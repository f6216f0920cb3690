package import Cryptography
import DurableFiles
import Foundation
import Primitives
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
