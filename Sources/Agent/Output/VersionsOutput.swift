import Documents
package import Messages
import Primitives
package import Sentences
import Sessions

/// `versions`, and one product of it by `rollback`.
package struct VersionsOutput: Encodable, Sendable {
    package struct Product: Encodable, Sendable {
        let product: String
        /// nil: none is committed.
        let version: String?
        /// The version whose install is under way.
        package let installing: String?
        let step: String?
        /// Whether it goes on by itself.
        package var isUnderWay: Bool { installing != nil && step != "undecided" }
        let kept: [Kept]
        let failed: [Failed]
        let last: Last?
        /// Code of why the installer cannot say.
        let problem: String?
    }

    struct Kept: Encodable, Sendable {
        let version: String
        let until: OutputTime?
        /// What replaced it changed the data.
        let migrated: Bool
    }

    struct Failed: Encodable, Sendable {
        let version: String
        let code: String
    }

    struct Last: Encodable, Sendable {
        /// `committed`, `rolled-back`, `interrupted`.
        let word: String
        let code: String?
    }

    package let products: [Product]

    package init(_ reply: WireLocalVersionsReply) {
        products = reply.products.map(Product.init)
    }

    package init(_ product: WireLocalProduct) {
        products = [Product(product)]
    }
}

extension VersionsOutput.Product {
    init(_ wire: WireLocalProduct) {
        func text(_ text: String) -> String? { text.isEmpty ? nil : DisplayText.stripped(text) }
        product = DisplayText.stripped(wire.product)
        version = text(wire.version)
        installing = text(wire.installing)
        step = text(wire.step)
        kept = wire.kept.map {
            VersionsOutput.Kept(
                version: DisplayText.stripped($0.version), until: OutputTime(wire: $0.until), migrated: $0.migrated)
        }
        failed = wire.failed.map {
            VersionsOutput.Failed(version: DisplayText.stripped($0.version), code: DisplayText.stripped($0.code))
        }
        last = text(wire.lastWord).map { VersionsOutput.Last(word: $0, code: text(wire.lastCode)) }
        problem = text(wire.problem)
    }
}

/// Versions for a person.
package enum VersionsText {
    package static func make(_ output: VersionsOutput, in language: Language) -> String {
        guard !output.products.isEmpty else { return language.word(.noProducts) }
        return output.products.map { product in
            func line(_ label: AgentWord, _ value: String) -> String {
                "  \(language.word(label)): \(Isolation.isolate(value, in: language))"
            }
            var lines = [Isolation.isolate([product.product, product.version ?? "–"].joined(separator: " "), in: language)]
            if let installing = product.installing { lines.append(line(.installingNow, "\(installing) (\(product.step ?? ""))")) }
            if product.step == "undecided" {
                lines.append(
                    line(.waitsForDecision, "hamyar-agent keep \(product.product) · hamyar-agent rollback \(product.product)"))
            }
            for kept in product.kept { lines.append(line(.keptVersion, kept.version)) }
            for failed in product.failed { lines.append(line(.failedVersion, "\(failed.version) (\(failed.code))")) }
            if let problem = product.problem { lines.append(line(.installerProblem, problem)) }
            return lines.joined(separator: "\n")
        }.joined(separator: "\n")
    }
}
