import Primitives

enum ProductRules {
    @Sendable static func findings(_ reports: [CollectorReport], _ time: Timestamp) -> [Finding] {
        var found = (reports.products?.products ?? []).compactMap { product -> Finding? in
            if product.state == "undecided" {
                return Finding(
                    "product.undecided", .warning, .products, subject: product.product, ["version": product.version ?? ""])
            }
            guard let failed = product.failed.last else { return nil }
            return Finding("product.failed-version", .notice, .products, subject: product.product, ["version": failed])
        }
        for report in reports {
            guard case .product(let facts) = report.facts else { continue }
            for probe in facts.probes where probe.state == .failed || probe.state == .timeout {
                found.append(
                    Finding(
                        "product.probe", .warning, report.name, subject: facts.product,
                        ["probe": probe.name, "code": probe.gap?.code ?? ""]))
            }
        }
        return found
    }
}
