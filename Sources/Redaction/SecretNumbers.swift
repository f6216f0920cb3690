/// The same secret gets the same number throughout a bundle, so that lines can be related. What is kept of a secret is a hash of 128 bits
/// under keys of this process's own, never the secret.
struct SecretNumbers {
    private struct Key: Hashable {
        let high: Int
        let low: Int
    }

    private var numbers: [RedactionKind: [Key: Int]] = [:]
    private var taken = 0

    /// nil where the secrets are too many.
    mutating func number(of secret: [UInt8], _ kind: RedactionKind) -> Int? {
        var hashes: (Hasher, Hasher) = (Hasher(), Hasher())
        hashes.0.combine(0)
        hashes.1.combine(1)
        secret.withUnsafeBytes {
            hashes.0.combine(bytes: $0)
            hashes.1.combine(bytes: $0)
        }
        let key = Key(high: hashes.0.finalize(), low: hashes.1.finalize())
        if let known = numbers[kind]?[key] { return known }
        guard taken < RedactionLimits.numbers else { return nil }
        taken += 1
        let number = (numbers[kind]?.count ?? 0) + 1
        numbers[kind, default: [:]][key] = number
        return number
    }
}
