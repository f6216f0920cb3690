package import Entitlement
package import Primitives

/// The editable table of holidays: a line for each day, its date, its title, and its hours where some are left.
///
/// Columns are parted by tabs, intervals of hours by blanks; empty lines and lines that begin with `#` say nothing.
package enum HolidayTable {
    /// Reads the text of a holidays table. Throws `plan.syntax` and `plan.wrong-value`, each with `file`, `line` and `expected`.
    package static func parse(_ text: String, file: String) throws(Failure) -> [BusinessCalendar.SpecialDay] {
        guard text.utf8.count <= YAMLText.sizeLimit else {
            throw SourcePlace(file: file, line: 1).failure(.planSyntax, expected: "at most \(YAMLText.sizeLimit) bytes")
        }
        var days = SpecialDays()
        // A line may end with CR LF, which is one character.
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let place = SourcePlace(file: file, line: index + 1)
            let row = index == 0 && line.first == "\u{feff}" ? line.dropFirst() : line
            guard !row.hasPrefix("#"), row.contains(where: { !$0.isWhitespace }) else { continue }
            try append(row, at: place, to: &days)
        }
        return days.sorted
    }

    private static func append(_ row: Substring, at place: SourcePlace, to days: inout SpecialDays) throws(Failure) {
        let columns = row.split(separator: "\t", omittingEmptySubsequences: false).map { column in
            SourceScalar(content: String(column), place: place)
        }
        guard (2...3).contains(columns.count) else {
            throw place.failure(
                .planSyntax, expected: "a date, a title and perhaps hours, parted by tabs", found: String(row))
        }
        var hours: [BusinessCalendar.Hours] = []
        for interval in columns.dropFirst(2).flatMap({ $0.content.split(separator: " ") }) {
            try HoursText.append(SourceScalar(content: String(interval), place: place), to: &hours)
        }
        try days.append(columns[0], title: columns[1].text("the holiday's title"), hours: hours)
    }
}
