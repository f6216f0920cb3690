/// What a field's name says about its value.
enum FieldSense: Equatable {
    case password
    /// A token, a key or another secret that no one chose.
    case token
    /// Secret where it is a parameter of a URL: signatures of links.
    case linkSignature
    /// A number of a private key in JSON or XML: long, in base 64.
    case keyPart
    /// A few digits: a card's check number, a second password.
    case digits
    /// The header of HTTP, whose scheme stays.
    case authorization
    /// Base 64 of `user:password`, as container registries and package managers keep it.
    case basic
    case cookie, setCookie
    /// The name of another field: what follows as its value is judged by the name that is this one's value.
    case name
    /// Base 64 of a key or token, where the name alone is used for files as well.
    case keyData
    /// A person's name; where the field may be a number, it must have several words.
    case person(several: Bool)
    /// A rule that a vendor or customer added.
    case custom(RedactionKind)
}
