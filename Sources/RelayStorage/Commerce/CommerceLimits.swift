/// What bounds quotes, records and corrections.
package enum CommerceLimits {
    /// Characters of a description, reference, person's name, item, serial number or issued code.
    package static let wordCharacters = 200
    /// Characters of a note or reason.
    package static let noteCharacters = 2000
    /// Characters of an idempotency key.
    package static let keyCharacters = 100
    /// Lines of one quote: more is a contract.
    package static let quoteLines = 32
    /// How long a quote may be accepted where nobody says otherwise.
    package static let quoteLife: Duration = .seconds(10 * 86_400)
    /// How long at most: the tariff is a year's.
    package static let longestQuoteLife: Duration = .seconds(366 * 86_400)
    /// How far back lapsed quotes are looked for: longer than a relay is off.
    package static let lapseWindow: Duration = .seconds(60 * 86_400)
    /// Rials of one line of a quote: 10^12, as plan files have it; so small that sums cannot overflow.
    package static let lineRials: Int64 = 1_000_000_000_000
    /// Thousandths of a unit in one quote or record: a million units.
    package static let quantity: Int64 = 1_000_000_000
    /// Guide files of one record.
    package static let recordFiles = 32
    /// People at one training.
    package static let attendees = 10_000
    /// When no colleague has confirmed, the customer's admin may (requirement A14).
    package static let customerConfirmation: Duration = .seconds(10 * 60)
    /// How far a recorder's clock may run ahead of the relay's.
    package static let clockTolerance: Duration = .seconds(5 * 60)
    /// Quotes, records or corrections that one list returns at most, newest first.
    package static let listRows = 500
    /// How far ahead `due` looks at most, in days: a year.
    package static let dueDays = 366
}
