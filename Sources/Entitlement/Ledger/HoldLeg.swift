package import Primitives

/// What a hold keeps of one bucket, or the tally that it will count in at the end.
package struct HoldLeg: Hashable, Codable, Sendable {
    package let bucket: BucketID
    package let quantity: Quantity
    package let effect: EntitlementPart.Effect

    package init(bucket: BucketID, quantity: Quantity, effect: EntitlementPart.Effect) {
        self.bucket = bucket
        self.quantity = quantity
        self.effect = effect
    }
}

extension EntitlementVerdict {
    /// What a hold by this verdict keeps, in the order in which it will be consumed. Zero-rated parts keep nothing.
    package var holdLegs: [HoldLeg] {
        parts.compactMap { part in
            guard part.effect != .nothing, let bucket = part.bucket else { return nil }
            return HoldLeg(bucket: bucket, quantity: part.quantity, effect: part.effect)
        }
    }

    /// The whole quantity that was asked for. Throws `amount.overflow`.
    package func quantity() throws(Failure) -> Quantity {
        var sum = Quantity.zero
        for part in parts { sum = try sum.adding(part.quantity) }
        return sum
    }
}
