/// What the ten-digit numbers behind one word are, as far as a file tells: where most fail the check digit of a national id, those that pass it
/// pass by chance, as one of eleven does. A file of order numbers stays as it is, whatever its numbers are called.
struct NumberLabels {
    private var counts: [UInt64: (passed: Int, failed: Int)] = [:]

    /// - Returns: whether a number that passes may be somebody's.
    mutating func count(_ label: UInt64, passes: Bool) -> Bool {
        guard counts[label] != nil || counts.count < RedactionLimits.labels else { return passes }
        var count = counts[label] ?? (0, 0)
        if passes { count.passed += 1 } else { count.failed += 1 }
        counts[label] = count
        return passes && (2 * count.failed < count.passed)
    }
}
