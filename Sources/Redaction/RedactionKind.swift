/// What a rule looks for: the word in the replacement `[redacted:password#1]` and in the list of what was redacted. An open set: rules of
/// vendors and customers bring their own names.
package struct RedactionKind: RawRepresentable, Hashable, Sendable {
    package let rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }

    package static let password = RedactionKind(rawValue: "password")
    package static let passwordHash = RedactionKind(rawValue: "password-hash")
    /// A token, key or secret that a field's name gives away.
    package static let token = RedactionKind(rawValue: "token")
    package static let authorization = RedactionKind(rawValue: "authorization")
    package static let cookie = RedactionKind(rawValue: "cookie")
    package static let webToken = RedactionKind(rawValue: "jwt")
    package static let privateKey = RedactionKind(rawValue: "private-key")
    package static let awsKey = RedactionKind(rawValue: "aws-key")
    package static let azureKey = RedactionKind(rawValue: "azure-key")
    package static let telegramToken = RedactionKind(rawValue: "telegram-token")
    package static let nationalIdentity = RedactionKind(rawValue: "national-id")
    package static let legalIdentity = RedactionKind(rawValue: "legal-id")
    package static let mobile = RedactionKind(rawValue: "mobile")
    package static let postalCode = RedactionKind(rawValue: "postal-code")
    package static let card = RedactionKind(rawValue: "card")
    package static let shaba = RedactionKind(rawValue: "shaba")
    package static let email = RedactionKind(rawValue: "email")
    package static let name = RedactionKind(rawValue: "name")
    /// The rest of a line behind a secret that is longer than the window of a line.
    package static let overlong = RedactionKind(rawValue: "overlong")
}
