import Entitlement
import Primitives
import Storage

/// A reservation's leg as it lies: with its place in the order of consumption, and the step to which use is rounded up.
struct StoredLeg {
    let leg: HoldLeg
    let position: Int
    let step: Quantity

    init(leg: HoldLeg, position: Int, step: Quantity) {
        self.leg = leg
        self.position = position
        self.step = step
    }

    init(_ row: Row) throws {
        leg = HoldLeg(
            bucket: try row.value("bucket"), quantity: try row.value("quantity"), effect: try row.word("effect"))
        position = try row.value("position")
        step = try row.value("step")
    }

    /// `LedgerTable.legs.columns`.
    func values(hold: HoldID) throws -> [StoredValue] {
        [
            .text(hold.description), try position.storedValue(), .text(leg.bucket.description), leg.quantity.storedValue(),
            .text(leg.effect.rawValue), step.storedValue(),
        ]
    }

    /// What is consumed for so much use: rounded up to the step, at most what is held (requirement B8a).
    func consumed(for used: Quantity) -> Quantity {
        let (steps, rest) = used.thousandths.quotientAndRemainder(dividingBy: step.thousandths)
        let (rounded, overflow) = (steps + (rest > 0 ? 1 : 0)).multipliedReportingOverflow(by: step.thousandths)
        return overflow ? leg.quantity : min(Quantity(thousandths: rounded), leg.quantity)
    }
}

extension Standing {
    /// The step of the quota on which a leg draws; as fine as quantities go where it is a tally.
    func step(of leg: HoldLeg) -> Quantity {
        let finest = Quantity(thousandths: 1)
        guard case .line(let line) = self, leg.effect != .tally,
            let bucket = line.buckets.first(where: { $0.bucket.id == leg.bucket })?.bucket,
            let plan = line.terms.first(where: { $0.id == bucket.term })?.plan,
            let step = plan.quotas.first(where: { $0.name == bucket.quota })?.step, step > .zero
        else { return finest }
        return step
    }
}
