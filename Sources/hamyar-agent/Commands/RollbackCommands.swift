import Agent
import ArgumentParser
import Documents
import Foundation
import Messages
import Primitives
import Sentences
import SwiftProtobuf

/// `hamyar-agent rollback PRODUCT`
struct Rollback: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Go back to the version of a product that was there before.",
        discussion: """
            Where the version that is there changed the product's data, say what becomes of them: --data keep leaves them as they are
            now, --data restore brings the backup of before back, and what was entered since is lost. An install that waits for a
            person's word is answered by the same command; `hamyar-agent keep PRODUCT` is the other answer.
            """)

    enum DataChoice: String, ExpressibleByArgument, CaseIterable {
        case keep, restore
    }

    @Argument(help: "The product, as `versions` shows it.") var product: String
    @Option(help: "What becomes of data that the version changed: keep, restore.") var data: DataChoice?
    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await common.decide {
            $0.product = product
            $0.data = data?.rawValue ?? ""
        }
    }
}

/// `hamyar-agent keep PRODUCT`
struct Keep: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say that a new version stays, whose install waits for a person's word.",
        discussion: """
            `versions` shows such an install as undecided: the new version does not run well, and people may have been in it. It is
            started and stays as it is, with its data; whether it is well is not asked any more. `hamyar-agent rollback PRODUCT` is
            the other answer.
            """)

    @Argument(help: "The product, as `versions` shows it.") var product: String
    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await common.decide {
            $0.product = product
            $0.stay = true
        }
    }
}

extension CommonOptions {
    /// Asks, and waits for what comes of it.
    fileprivate func decide(_ populate: (inout WireLocalRollbackCall) -> Void) async throws {
        let call = WireLocalRollbackCall.with(populate)
        try await perform {
            var output = VersionsOutput(try await LocalAccess.use(home, logger: logger) { try await $0.rollback(call) })
            while output.products.contains(where: { $0.isUnderWay }) {
                try await Task.sleep(for: .milliseconds(500))
                let all = try await LocalAccess.use(home, logger: logger) { try await $0.versions() }
                guard let one = all.products.first(where: { $0.product == call.product }) else { break }
                output = VersionsOutput(one)
            }
            return CommandOutput(document: output, text: VersionsText.make(output, in: language))
        }
    }
}
