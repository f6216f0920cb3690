import Entitlement
import Primitives

/// What is known of one machine when it is chosen.
struct SelectionFacts: Sendable {
    struct Product: Sendable {
        let name: String
        let version: String
    }

    var number = ""
    var name = ""
    /// Name and id.
    var customer: [String] = []
    /// Numbers.
    var contracts: [String] = []
    /// As the machine reports them; what it says nothing of, as it was bought.
    var products: [Product] = []
    var platform = ""
    var tags: [String] = []
    var isOnline = false
    /// nil: never.
    var lastSeen: Timestamp?
}

extension Selection {
    /// Whether all words hold. Words about product and version hold of one and the same product.
    func chooses(_ facts: SelectionFacts, at now: Timestamp) -> Bool {
        let ofProducts = terms.filter { $0.field == .product || $0.field == .version }
        guard terms.allSatisfy({ ofProducts.contains($0) || $0.holds(for: facts, at: now) }) else { return false }
        guard !ofProducts.isEmpty else { return true }
        // `product!=ledger` alone: no product is that one.
        if ofProducts.allSatisfy({ $0.field == .product && $0.comparison == .notEqual }) {
            return ofProducts.allSatisfy { term in facts.products.allSatisfy { term.holds(for: $0) } }
        }
        return facts.products.contains { product in ofProducts.allSatisfy { $0.holds(for: product) } }
    }
}

extension Selection.Term {
    fileprivate func holds(for facts: SelectionFacts, at now: Timestamp) -> Bool {
        switch field {
        case .customer: isOne(of: facts.customer)
        case .contract: isOne(of: facts.contracts)
        case .platform: isOne(of: [facts.platform])
        case .tag: isOne(of: facts.tags)
        case .name: isOne(of: [facts.name])
        case .machine: isOne(of: [facts.number])
        case .online: value == .flag(facts.isOnline)
        case .seen: isSeen(facts, now)
        case .product, .version: true
        }
    }

    fileprivate func holds(for product: SelectionFacts.Product) -> Bool {
        guard case .text(let text) = value else { return false }
        if field == .product { return isOne(of: [product.name]) }
        guard !product.version.isEmpty else { return false }
        let (left, right) = (VersionOrder(product.version), VersionOrder(text))
        return switch comparison {
        case .less: left < right
        case .lessOrEqual: left <= right
        case .greater: left > right
        case .greaterOrEqual: left >= right
        case .equal: left == right
        case .notEqual: left != right
        }
    }

    private func isOne(of names: [String]) -> Bool {
        guard case .text(let text) = value else { return false }
        let pattern = TextFolding.searchKey(text)
        let found = names.contains { Self.matches(TextFolding.searchKey($0), pattern) }
        return comparison == .notEqual ? !found : found
    }

    /// A machine that is connected was seen now; one that never was is older than anything.
    private func isSeen(_ facts: SelectionFacts, _ now: Timestamp) -> Bool {
        guard case .age(let limit) = value else { return false }
        guard facts.isOnline || facts.lastSeen != nil else { return comparison == .greater || comparison == .greaterOrEqual }
        let age: Duration = facts.isOnline ? .zero : facts.lastSeen.map { now - $0 } ?? .zero
        return switch comparison {
        case .less: age < limit
        case .lessOrEqual: age <= limit
        case .greater: age > limit
        case .greaterOrEqual: age >= limit
        case .equal, .notEqual: false
        }
    }

    /// `*` stands for any characters. Linear in the text: no pattern is expensive.
    private static func matches(_ text: String, _ pattern: String) -> Bool {
        let pieces = pattern.split(separator: "*", omittingEmptySubsequences: false)
        guard pieces.count > 1, let first = pieces.first, let last = pieces.last else { return text == pattern }
        guard text.hasPrefix(first), text.hasSuffix(last), text.count >= first.count + last.count else { return false }
        var rest = text.dropFirst(first.count).dropLast(last.count)
        for piece in pieces.dropFirst().dropLast() where !piece.isEmpty {
            guard let found = rest.firstRange(of: piece) else { return false }
            rest = rest[found.upperBound...]
        }
        return true
    }
}
