import Entitlement
package import Messages
package import Sentences

extension VerdictPartText {
    /// As the relay signed it.
    package init(_ part: WireVerdictPart) {
        let coverage: VerdictPartText.Coverage =
            switch part.coverage {
            case .covered: .covered
            case .free: .free
            case .priced: .priced
            case .denied, .unspecified, .UNRECOGNIZED: .denied
            }
        self.init(
            kindPersian: part.kindPersian, kindEnglish: part.kindEnglish, quantity: part.quantity, unit: part.unit,
            coverage: coverage, bucket: part.bucket, leftAfter: part.bucket.isEmpty ? nil : part.leftAfter, price: part.price,
            quoteNeeded: part.quoteNeeded, until: try? CivilDate(parsing: part.until), contract: part.contract,
            reason: part.reason, reasonParameters: part.reasonParameters)
        (tariffPersian, tariffEnglish) = (part.tariffPersian, part.tariffEnglish)
        (bucketPersian, bucketEnglish) = (part.bucketPersian, part.bucketEnglish)
        (estimate, tariff, quote, isAccepted) = (part.estimate, part.tariff, part.quote, part.accepted)
    }
}
