/// Which logs were taken. Their text is in files of the bundle.
package struct LogFacts: Codable, Hashable, Sendable {
    package let logs: [LogFile]
}

package struct LogFile: Codable, Hashable, Sendable {
    package let name: String
    /// `journal`, or the file.
    package let source: String
    package let lines: Int64
    package let bytes: Int64
    /// Its beginning was left out: a limit of lines or bytes.
    package let isCut: Bool
    /// The first and last line whose time could be read, in milliseconds since 1970.
    package let firstMillis: Int64?
    package let lastMillis: Int64?
    /// Lines of priority 0 to 3 (journal), or that say `error`, `fail` or `panic` (files).
    package let errors: Int64
    /// Of the whole file.
    package let fileBytes: Int64?
}
