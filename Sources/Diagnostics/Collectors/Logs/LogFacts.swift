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
    /// Lines were left out: a limit of lines or bytes, or a flood.
    package let isCut: Bool
    /// The first and last line whose time could be read, in milliseconds since 1970.
    package let firstMillis: Int64?
    package let lastMillis: Int64?
    /// Lines of priority 0 to 3 (journal), or that say `error`, `fail` or `panic` (files).
    package let errors: Int64
    /// Of the whole file.
    package let fileBytes: Int64?
    /// Older parts (`app.log.1`, `app.log.2.gz`) of which lines were taken or looked at; nil: none.
    package let rotatedFiles: Int64?
    /// Who wrote so much in one minute that older lines of it were left out; nil: nobody.
    package let floods: [LogFlood]?
}

package struct LogFlood: Codable, Hashable, Sendable {
    /// The file, or who wrote into the journal.
    package let source: String
    /// As far as was read: there may be more.
    package let leftOutLines: Int64
}
