import Primitives

extension LinePart {
    /// Takes from each quota in the plan's order what it has; the rest costs what the plan says, or is not given.
    func drawing(on names: [QuotaName], beyond: PriceRule) -> [EntitlementPart] {
        var draw = Draw(rest: amount)
        guard let step = names.first.flatMap({ evaluation.term.plan.quota($0) })?.step,
            let rounded = try? amount.roundedUp(to: step)
        else { return [denied(EntitlementReason(.deniedOverflow))] }
        draw.rest = rounded
        if let covered = coveredBefore(names, rounded) { return [covered] }
        for name in names {
            guard let bucket = evaluation.standing.bucket(name, .allotment, of: evaluation.term) else {
                return [withoutBucket(name)]
            }
            take(from: bucket, &draw)
            if draw.rest == .zero { return draw.parts }
        }
        let amounts = ["asked": rounded.description, "left": draw.taken.description, "unit": kind.unit.rawValue]
        // The last quota is the one that would be overdrawn.
        if let last = names.last, evaluation.term.plan.quota(last)?.overdraw == .deny {
            return draw.parts + [denied(shortage(.deniedOverdraw, of: names, amounts), draw.rest)]
        }
        return draw.parts + [priced(draw.rest, beyond, shortage(.pricedBeyondQuota, of: names, amounts))]
    }

    /// One quota is named; what several have left, they have together.
    private func shortage(
        _ code: EntitlementReason.Code, of names: [QuotaName], _ amounts: [String: String]
    ) -> EntitlementReason {
        if names.count == 1, let only = names.first { return reason(code, only, amounts) }
        return EntitlementReason(code, amounts.merging(["quotas": String(names.count)]) { own, _ in own })
    }

    private struct Draw {
        var rest: Quantity
        var taken = Quantity.zero
        var parts: [EntitlementPart] = []

        /// As much as there is, at most the rest.
        mutating func take(_ available: Quantity) -> Quantity {
            let drawn = max(.zero, min(rest, available))
            rest = Quantity(thousandths: rest.thousandths - drawn.thousandths)
            taken = Quantity(thousandths: taken.thousandths + drawn.thousandths)
            return drawn
        }
    }

    private func take(from standing: BucketStanding, _ draw: inout Draw) {
        let bucket = standing.bucket
        let available = standing.balances.available
        let drawn = draw.take(available)
        if drawn > .zero {
            let left = Quantity(thousandths: available.thousandths - drawn.thousandths)
            let reason = reason(.coveredByQuota, bucket.quota)
            draw.parts.append(part(.covered, reason, quantity: drawn, effect: .hold, bucket: bucket, leftAfter: left))
        }
        guard isLate else { return }
        let late = draw.take(standing.balances.expired)
        guard late > .zero else { return }
        draw.parts.append(part(.covered, reason(.coveredLate, bucket.quota), quantity: late, effect: .late, bucket: bucket))
    }

    /// Done within the term and written down after it: what expired meanwhile is drawn on after all.
    private var isLate: Bool {
        guard let recorded = evaluation.question.recordedAt else { return false }
        let end = evaluation.zone.midnight(of: evaluation.term.interval.end)
        return evaluation.question.occurredAt < end && end <= recorded
    }

    /// Work under a reference that drew already, on whichever of the quotas: one that counts incidents is drawn on once for the
    /// whole of one.
    private func coveredBefore(_ names: [QuotaName], _ quantity: Quantity) -> EntitlementPart? {
        guard let incident = evaluation.question.incident else { return nil }
        let drawn = names.first { name in
            guard evaluation.term.plan.quota(name)?.counting == .incident,
                let bucket = evaluation.standing.bucket(name, .allotment, of: evaluation.term)?.bucket
            else { return false }
            return evaluation.standing.incidents[bucket.id]?.contains(TextFolding.fold(incident)) ?? false
        }
        guard let drawn else { return nil }
        return EntitlementPart(
            quantity: quantity, unit: kind.unit, treatment: .covered,
            reason: reason(.coveredIncident, drawn, ["incident": incident]),
            rule: rule.id, quota: drawn)
    }
}
