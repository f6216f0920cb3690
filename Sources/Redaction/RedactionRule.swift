/// A rule that a vendor declares or a customer adds (Docs/diagnostics.md, "Redaction"). Rules are data: there is no expression that could take
/// its time.
package struct RedactionRule: Hashable, Codable, Sendable {
    package enum Form: String, Codable, Sendable {
        /// The value of fields of this name (`customer_name`, `نام مشتری`), upper and lower case and what parts its words aside; `*` is any part of a name.
        case field
        /// This text wherever it stands, letters of ASCII in either case.
        case literal
        /// This text as a word of its own: a name.
        case name
        /// Tokens that begin with this text, at least `shortest` more bytes of letters, digits, `_` and `-` long.
        case prefix
        /// Words that are so: `#` a digit, `@` a letter, `?` any byte, `*` any number of them, `\` takes the next one literally.
        case pattern
    }

    /// What the replacement and the list call it: lower-case letters, digits and hyphens.
    package var rule: String
    package var form: Form
    package var value: String
    /// Of a prefix: bytes behind it at least. Without it 8.
    package var shortest: Int?

    package init(rule: String, form: Form, value: String, shortest: Int? = nil) {
        self.rule = rule
        self.form = form
        self.value = value
        self.shortest = shortest
    }
}
