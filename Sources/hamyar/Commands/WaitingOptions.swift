import ArgumentParser
import Console
import Foundation
import Primitives
import Sessions

/// What `push` takes for machines that are away, and for many.
struct WaitingOptions: ParsableArguments {
    enum Initiator: String, ExpressibleByArgument, CaseIterable { case technician, vendor }

    @Option(
        name: .customLong("to"),
        help: ArgumentHelp(
            "Push to every machine that these words choose, such as 'customer=… product=ledger version<2.1 tag=pilot seen<7d'.",
            valueName: "words"))
    var selection: String?
    @Option(help: "With --to: where on the machines.") var path: String?
    @Option(help: "For pushes that wait: the service kind of the plan.") var kind: String?
    @Option(help: "For pushes that wait: why, for the customer.") var reason: String?
    @Option(name: .customLong("for"), help: "How long the grant shall last, from when the customer says yes.") var length = "30m"
    @Option(help: "How long it waits at the relay, at most 14d.") var keepFor = "14d"
    @Option(help: "The contract that pays, number or id, where several could.") var contract: String?
    @Option(help: "vendor: for the vendor's own defect, free by rule.") var initiator = Initiator.technician
    @Option(help: "The number of machines that you expect; with another one nothing is done.") var expect: Int?
    @Flag(help: "Do not ask, only show what it costs; needs --expect with --to.") var yes = false

    func validate() throws {
        if yes, selection != nil, expect == nil { throw ValidationError("--yes needs --expect N with --to.") }
        if selection != nil, path == nil || kind == nil || reason == nil {
            throw ValidationError("--to needs --path, --kind and --reason.")
        }
    }

    /// nil: nothing was said of waiting.
    func choices(for target: MachinePath?, _ files: PushChoices) throws -> WaitingChoices? {
        guard let kind, let reason else { return nil }
        let (chosen, place): (WaitingChoices.Target, String)
        if let selection, let path {
            (chosen, place) = (.selection(selection), path)
        } else if let target {
            (chosen, place) = (.machine(target.machine), target.path)
        } else {
            return nil
        }
        return WaitingChoices(
            target: chosen, path: place, kind: kind, reason: reason,
            duration: try LengthOfTime.parse(length, option: "--for"),
            keepFor: try LengthOfTime.parse(keepFor, option: "--keep-for"), contract: contract, files: files,
            isVendorDefect: initiator == .vendor, expected: expect)
    }
}

extension CommonOptions {
    /// Pushes by way of the relay: shows what it costs, asks, and hands it over.
    func waiting(_ path: String, _ choices: WaitingChoices, carrier: FileCarrier, asks: Bool) async throws -> Answer {
        try await WaitingPush(carrier).push(path, choices) { estimate in
            var page = Page(speech, terminal)
            estimate.write(to: &page)
            FileHandle.standardError.write(Data((page.text + "\n").utf8))
            guard asks else { return true }
            return try ask(.goOn, of: String(estimate.count), option: "--yes").lowercased().hasPrefix("y")
        }
    }
}
