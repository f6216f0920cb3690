import Foundation
import Primitives
package import Sentences
import Updates

/// What the program prints with `--json`: the products as they stand (Docs/schemas/hamyar-installer-status.schema.json).
package struct InstallerOutput: Encodable, Sendable {
    let products: [ProductOutput]

    package init(_ answer: InstallerAnswer, in language: Language) {
        products = answer.products.map { ProductOutput($0, in: language) }
    }

    /// Keys in snake case, as all programs print them.
    package static func text(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}

struct ProductOutput: Encodable {
    let product: String
    /// Missing before the first version.
    let installed: String?
    let underWay: UnderWay?
    let kept: [Kept]
    let failed: [Failed]
    let outcomes: [OutcomeOutput]
    /// Missing where the product can be looked after.
    let failure: ReasonOutput?

    struct UnderWay: Encodable {
        let id: String
        let from: String?
        let to: String
        let step: String
        let begun: String
        let since: String
        let reason: ReasonOutput?
    }

    struct Kept: Encodable {
        let version: String
        let data: String
        let until: String
    }

    struct Failed: Encodable {
        let version: String
        let at: String
        let reason: ReasonOutput
    }

    init(_ report: ProductReport, in language: Language) {
        product = report.product
        let state = report.state
        installed = state?.committed
        underWay = state?.install.map { record in
            UnderWay(
                id: record.id, from: record.from, to: record.to, step: record.step.rawValue,
                begun: MetadataTime.text(record.begun), since: MetadataTime.text(record.since),
                reason: record.reason.map { ReasonOutput($0, in: language) })
        }
        kept = (state?.kept ?? []).map {
            Kept(version: $0.version, data: $0.data.rawValue, until: MetadataTime.text($0.until))
        }
        failed = (state?.failed ?? []).map {
            Failed(version: $0.version, at: MetadataTime.text($0.at), reason: ReasonOutput($0.reason, in: language))
        }
        outcomes = (state?.outcomes ?? []).map { OutcomeOutput($0, in: language) }
        failure = report.failure.map { ReasonOutput($0, in: language) }
    }
}
