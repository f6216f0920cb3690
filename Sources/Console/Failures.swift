package import Primitives

extension Failure.Code {
    /// No technician has enrolled in this state directory. Parameters: path.
    package static let consoleNotEnrolled = Failure.Code(rawValue: "console.not-enrolled")
    /// The state directory or a file in it cannot be used. Parameters: path, reason.
    package static let consoleDirectory = Failure.Code(rawValue: "console.directory")
    /// A file of the state directory is damaged. Parameters: path, reason.
    package static let consoleSettings = Failure.Code(rawValue: "console.settings")
    /// An enrolment with another relay where one is already. Parameters: path, relay.
    package static let consoleEnrolled = Failure.Code(rawValue: "console.enrolled")
    /// Something typed on the command line has not its form. Parameters: option, value, reason.
    package static let consoleArgument = Failure.Code(rawValue: "console.argument")
    /// The program to be run is missing, or does not come after `--`. Parameters: machine.
    package static let consoleProgram = Failure.Code(rawValue: "console.program")
    /// Live figures are shown and not kept: an option of bundles does not go with them. Parameters: option.
    package static let consoleWatch = Failure.Code(rawValue: "console.watch")
    /// Patterns together with deleting: what they leave out here would be deleted at the machine.
    package static let consoleDeleteFiltered = Failure.Code(rawValue: "console.delete-filtered")

    /// No approved session on the machine allows this. Parameters: machine, word.
    package static let sessionNotGranted = Failure.Code(rawValue: "session.not-granted")
    /// Several sessions would do; `--session` picks one. Parameters: machine, numbers.
    package static let sessionSeveral = Failure.Code(rawValue: "session.several")
    /// The customer has not answered. Parameters: session.
    package static let sessionWaiting = Failure.Code(rawValue: "session.waiting")
    /// The customer said no. Parameters: session.
    package static let sessionDenied = Failure.Code(rawValue: "session.denied")
    /// Going on would use a quota or cost once more; that is for a new request. Parameters: session.
    package static let sessionCounted = Failure.Code(rawValue: "session.counted")
    /// Several contract lines could pay; `--contract` picks one. Parameters: kind, contracts.
    package static let entitlementSeveral = Failure.Code(rawValue: "entitlement.several")
    /// Several lines of a contract could pay; `--line` picks one. Parameters: kind, contracts.
    package static let entitlementSeveralLines = Failure.Code(rawValue: "entitlement.several-lines")
    /// No contract has this support code, or not the one that was named. Parameters: contract, where one was named.
    package static let codeNoMatch = Failure.Code(rawValue: "code.no-match")
    /// The machine signs with another key than the one that was pinned. Parameters: machine, held, found, path.
    package static let machineKeyChanged = Failure.Code(rawValue: "machine.key-changed")
    /// A machine's number stood for another machine before. Parameters: number, held, found, path.
    package static let machineNumberChanged = Failure.Code(rawValue: "machine.number-changed")
    /// The key that the relay shows for a technician has other check words than the technician's own. Parameters: technician.
    package static let technicianWordsDiffer = Failure.Code(rawValue: "technician.words-differ")
    /// Other machines were chosen than the person expects. Parameters: expected, found.
    package static let consoleExpected = Failure.Code(rawValue: "console.expected")
    /// The person did not want to go on; nothing was done.
    package static let consoleDeclined = Failure.Code(rawValue: "console.declined")
    /// A signed outcome that is not of what was sent. Parameters: field.
    package static let outcomeDiffers = Failure.Code(rawValue: "outcome.differs")
}

// Codes that a relay answers with and that this program says of itself too.
extension Failure.Code {
    /// Parameters: text, type.
    package static let findNothing = Failure.Code(rawValue: "find.nothing")
    /// Parameters: text, candidates.
    package static let findAmbiguous = Failure.Code(rawValue: "find.ambiguous")
    /// Parameters: technician, state.
    package static let technicianInactive = Failure.Code(rawValue: "technician.inactive")
    /// Parameters: machine, last_seen (milliseconds), customer.
    package static let machineAway = Failure.Code(rawValue: "machine.away")
    /// Parameters: kind, reason.
    package static let entitlementDenied = Failure.Code(rawValue: "entitlement.denied")
    /// Parameters: kind.
    package static let entitlementQuoteNeeded = Failure.Code(rawValue: "entitlement.quote-needed")
    /// Parameters: session.
    package static let sessionRevoked = Failure.Code(rawValue: "session.revoked")
    /// The relay's ledger is not what its log says (`problem`).
    package static let ledgerUnsound = Failure.Code(rawValue: "ledger.unsound")
}
