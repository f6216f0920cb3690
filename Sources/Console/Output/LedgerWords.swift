import Entitlement
import Sentences

/// The ledger's codes as people say them (Docs/words.md): reserved, used, given back.
extension Language {
    /// Of a transaction; an unknown one as it is.
    func ledgerType(_ type: String, of postings: [LedgerOutput.Posting]) -> String {
        switch type {
        case "grant": return word(.allotted)
        case "hold": return word(.reserved)
        case "close":
            let isUsed = postings.contains { ["consumed", "used"].contains($0.account) && $0.amountThousandths > 0 }
            return word(isUsed ? .used : .givenBack)
        case "use": return word(.used)
        case "expire": return word(.expired)
        default: return type
        }
    }

    /// What a posting changed: `remote-install: Available +2`; nil for the leg that only balances it.
    func ledgerChange(_ posting: LedgerOutput.Posting) -> String? {
        let account: String
        switch posting.account {
        case "source": return nil
        case "available": account = word(.available)
        case "held": account = word(.reserved)
        case "consumed", "used": account = word(.used)
        case "expired": account = word(.expired)
        default: account = posting.account
        }
        let sign = posting.amountThousandths > 0 ? "+" : ""
        return "\(posting.bucket): \(account) \(sign)\(quantity(thousandths: posting.amountThousandths))"
    }

    /// A half-open interval of civil dates in ISO 8601, as its first and last day in both calendars.
    func term(from: String, until: String) -> String {
        guard let first = try? CivilDate(parsing: from), let end = try? CivilDate(parsing: until),
            let last = try? CivilDate(dayNumber: end.dayNumber - 1, calendar: end.calendar)
        else { return digits("\(from) – \(until)") }
        return "\(date(first)) – \(date(last))"
    }
}
