import Entitlement
package import Primitives

/// Rials as people type them: `1250000`, `1,250,000`, `۱٬۲۵۰٬۰۰۰`. Never toman: who means toman is off by ten.
package enum TypedMoney {
    private static let separators: Set<Character> = [",", "٬", "،", "_"]

    /// - Throws: `console.argument`, also for less than nothing and for thousands that are set apart wrongly.
    package static func rials(_ text: String, option: String) throws(Failure) -> Int64 {
        guard let rials = Self.parse(text) else { throw .typed(text, option, forms: "1250000, 1,250,000 (rials)") }
        return rials
    }

    private static func parse(_ text: String) -> Int64? {
        guard text.count <= TypedNumber.textLimit else { return nil }
        var folded = TextFolding.searchKey(text)
        for word in ["rials", "rial", "ریال"] where folded.hasSuffix(word) {
            folded = String(folded.dropLast(word.count))
            break
        }
        let groups = folded.split(omittingEmptySubsequences: false) { separators.contains($0) }
        guard groups.count == 1 || (groups[0].count <= 3 && groups.dropFirst().allSatisfy { $0.count == 3 }) else { return nil }
        return groups.allSatisfy { !$0.isEmpty } ? TypedNumber.whole(groups.joined()) : nil
    }
}
