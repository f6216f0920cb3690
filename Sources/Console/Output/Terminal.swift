import Glibc

/// What standard output and standard error are: a person's terminal, or a file or pipe that wants plain text.
package struct Terminal: Sendable {
    package var hasColours: Bool
    package var showsProgress: Bool
    /// Columns.
    package var width: Int

    package init(hasColours: Bool, showsProgress: Bool, width: Int) {
        self.hasColours = hasColours
        self.showsProgress = showsProgress
        self.width = width
    }

    /// Files, pipes and tests.
    package static let none = Terminal(hasColours: false, showsProgress: false, width: 100)

    /// As the process finds it. NO_COLOR (no-color.org) and TERM=dumb are honoured.
    package init(environment: [String: String]) {
        let isPlain = !(environment["NO_COLOR"] ?? "").isEmpty || environment["TERM"] == "dumb"
        hasColours = isatty(STDOUT_FILENO) == 1 && !isPlain
        showsProgress = isatty(STDERR_FILENO) == 1 && environment["TERM"] != "dumb"
        var size = winsize()
        let known = ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
        width = known ? Int(size.ws_col) : 80
    }
}
