/// What is no longer trusted although its certificate has not expired.
package struct Revocations: Hashable, Sendable {
    /// Keys, under whatever certificate they come back.
    package var keys: Set<KeyID>
    /// Serial numbers of single certificates, as `Certificate.serial` has them.
    package var serials: Set<[UInt8]>

    package init(keys: Set<KeyID> = [], serials: Set<[UInt8]> = []) {
        self.keys = keys
        self.serials = serials
    }

    package static let none = Revocations()

    package func contains(_ certificate: Certificate) -> Bool {
        serials.contains(certificate.serial) || keys.contains(certificate.publicKey.id)
    }
}
