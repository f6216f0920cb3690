import Primitives
import Transport

/// The number of something, as people say and type it: `H-12`, `s-1042`, `R-۳`.
enum Subject {
    private static let digits = 12

    /// As the relay writes it. Throws `call.invalid` for what is no number of one of these families.
    static func parse(_ text: String, families: [String]) throws(Failure) -> String {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, let family = families.first(where: { $0 == parts[0].uppercased() }),
            (1...digits).contains(parts[1].count)
        else { throw Failure(.callInvalid, ["field": "subject"]) }
        var number = ""
        for character in parts[1] {
            guard let digit = character.wholeNumberValue, (0...9).contains(digit) else {
                throw Failure(.callInvalid, ["field": "subject"])
            }
            number += String(digit)
        }
        return "\(family)-\(number)"
    }
}
