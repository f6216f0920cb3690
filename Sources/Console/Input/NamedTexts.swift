package import Primitives

/// `NAME=VALUE` of a repeatable option, such as `--quota support-hours=10h`.
package enum NamedTexts {
    /// All of them by name.
    ///
    /// - Throws: `console.argument` where one has not its form or a name comes twice.
    package static func parse(_ texts: [String], option: String) throws(Failure) -> [String: String] {
        var named: [String: String] = [:]
        for text in texts {
            let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty, named[String(parts[0])] == nil else {
                throw .typed(text, option, forms: "NAME=VALUE")
            }
            named[String(parts[0])] = String(parts[1])
        }
        return named
    }
}
