/// What bounds the memory and the time of redaction.
package enum RedactionLimits {
    /// Bytes of a line that are looked at together; a longer line goes through in such windows, so that its memory is bounded.
    package static let window = 131_072
    /// Bytes that two windows share: the longest secret that is found wherever the windows part it (an RSA key of 8192 bits in one line).
    package static let overlap = 16_384
    /// Bytes of a field's name, and of the words before it that count.
    package static let fieldName = 64
    /// Bytes of a command's arguments that are looked through; a program's name may stand a thousand times in a line.
    package static let command = 512
    /// Bytes of the values of one INSERT that are looked through, and of a command line that an audit log writes in hexadecimal.
    package static let statement = 8192
    /// Words of a file whose ten-digit numbers are counted; behind others each one that passes the check is taken for a national id.
    package static let labels = 512
    /// Layers of JSON, percent and HTML escapes that are looked through: JSON within JSON within a URL.
    package static let layers = 3
    /// Lines of a private key, a certificate or a multi-line value at most; behind that the text is ordinary again.
    package static let blockLines = 4096
    /// Different secrets of a bundle that get a number; further ones are replaced without.
    package static let numbers = 100_000
    /// Entries of the list of what was redacted; what goes beyond is counted.
    package static let listed = 50_000
    /// Rules that a vendor and a customer may add, together.
    package static let rules = 1000
    /// Names of customers, in all their writings.
    package static let names = 10_000
    /// Bytes of a rule's value, and of a name.
    package static let ruleLength = 256
    /// Bytes of the shortest name or literal: a shorter one would be everywhere.
    package static let shortestLiteral = 3
    /// Elements of a pattern: the bits of the machine that runs it.
    package static let patternElements = 62
}
