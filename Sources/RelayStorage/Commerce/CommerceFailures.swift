package import Primitives

extension Failure.Code {
    /// Nothing prices the work: the plan names no rate for it, or no tariff holds on the day: `kind`, `place`.
    package static let quoteWithoutRate = Failure.Code(rawValue: "quote.no-rate")
    /// No tariff knows the rate of value added tax on the day, and the quote names none: `date`.
    package static let quoteTax = Failure.Code(rawValue: "quote.tax")
    /// The step does not follow from the quote's state: `quote`, `state`, `wanted`.
    package static let quoteState = Failure.Code(rawValue: "quote.state")
    /// Other work has been reserved or done by this quote: `quote`.
    package static let quoteInUse = Failure.Code(rawValue: "quote.in-use")
    /// The work is more than the quote's cap: `quote`, `cap`, `used` (thousandths).
    package static let quoteOverCap = Failure.Code(rawValue: "quote.over-cap")
    /// The step does not follow from the charge's state: `charge`, `state`, `wanted`.
    package static let chargeState = Failure.Code(rawValue: "charge.state")
    /// A field of a service record is missing, too long or impossible: `field`.
    package static let serviceField = Failure.Code(rawValue: "service.field")
    /// The step does not fit the record's state: `record`, `state`.
    package static let serviceState = Failure.Code(rawValue: "service.state")
    /// The customer's admin may confirm only later: `record`, `from` (milliseconds).
    package static let serviceTooEarly = Failure.Code(rawValue: "service.too-early")
    /// The second person must be another one: `subject`.
    package static let confirmationSamePerson = Failure.Code(rawValue: "confirmation.same-person")
    /// Only an admin may do it: `subject`.
    package static let confirmationNeedsAdmin = Failure.Code(rawValue: "confirmation.needs-admin")
    /// Nothing waits for a second person there: `subject`.
    package static let confirmationNothing = Failure.Code(rawValue: "confirmation.nothing")
    /// A correction that says nothing, or whose reason is missing or too long: `field`.
    package static let correctionField = Failure.Code(rawValue: "correction.field")
    /// The correction was decided before, otherwise: `correction`, `state`.
    package static let correctionState = Failure.Code(rawValue: "correction.state")
    /// The guide library has no such item: `name`.
    package static let libraryUnknown = Failure.Code(rawValue: "library.unknown")
    /// The library has this name and version with other content: `name`, `version`.
    package static let libraryConflict = Failure.Code(rawValue: "library.conflict")
    /// A field of a library item is missing or too long: `field`.
    package static let libraryField = Failure.Code(rawValue: "library.field")
}
