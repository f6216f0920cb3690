import Diagnostics
import Primitives

/// What a person chose for a diagnosis.
package struct DiagnosisChoices: Sendable {
    /// Collectors; none: all.
    package var only: [String]
    /// Logs from so long ago on; nil: as the machine has it.
    package var since: Duration?
    /// The new file, or a directory for it; nil: here, under a name of its own.
    package var output: String?
    /// Number or id, where a machine has several.
    package var session: String?

    package init(only: [String] = [], since: Duration? = nil, output: String? = nil, session: String? = nil) {
        self.only = only
        self.since = since
        self.output = output
        self.session = session
    }

    /// The same, each collector once; refused before anybody is asked where it can only fail.
    ///
    /// - Throws: `diagnosis.unknown-collector`, `file.no-directory`, `file.denied`.
    func checked() throws(Failure) -> DiagnosisChoices {
        try CollectorName.check(only)
        try BundleTarget.check(output)
        var choices = self
        var seen: Set<String> = []
        choices.only = only.filter { seen.insert($0).inserted }
        return choices
    }
}
