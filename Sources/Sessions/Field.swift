import Primitives

/// Range checks of fields, with one shape of refusal: `object.field` and the field's name.
enum Field {
    static func check(_ holds: Bool, _ name: String) throws(Failure) {
        guard holds else { throw Failure(.objectField, ["field": name]) }
    }

    static func check(_ holds: Bool, _ name: String, limit: some BinaryInteger) throws(Failure) {
        guard holds else { throw Failure(.objectField, ["field": name, "limit": String(limit)]) }
    }

    /// Free text of a person: any characters, since screens strip it; only its length counts.
    ///
    /// Scalars are counted, not graphemes: a letter may carry any number of combining marks.
    static func text(_ text: String, _ name: String, limit: Int) throws(Failure) {
        try check(text.unicodeScalars.count <= limit, name, limit: limit)
    }

    /// A name that programs compare: not empty, no steering characters.
    static func name(_ text: String, _ name: String) throws(Failure) {
        try self.text(text, name, limit: SessionLimits.nameCharacters)
        try check(!text.isEmpty && !DisplayText.isSteering(text), name)
    }

    /// A name of `PlainName`.
    static func plain(_ text: String, _ name: String) throws(Failure) {
        try check(PlainName.isValid(text), name, limit: SessionLimits.wordNameCharacters)
    }

    /// The path of a TUF target: of the product's own part of the repository.
    static func target(_ path: String, of product: String, _ name: String) throws(Failure) {
        try check(PlainName.isPath(path) && path.hasPrefix(product + "/"), name, limit: SessionLimits.targetPathBytes)
    }

    static func rials(_ amount: Int64, _ name: String) throws(Failure) {
        try check((0...SessionLimits.rials).contains(amount), name, limit: SessionLimits.rials)
    }
}
