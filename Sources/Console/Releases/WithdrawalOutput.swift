import Documents
import Primitives
import Sentences

/// `release withdraw`: what was taken out, and what that comes to on machines. What was fetched is dropped by them, what is installed stays
/// and is listed.
package struct WithdrawalOutput: Report {
    let product: String
    let version: String
    /// Paths that were taken out: the payload, and patches that lead to it.
    let targets: [String]
    /// Whether the relay said who has it.
    let relayAsked: Bool
    /// They drop it when they look at releases next.
    let dropped: [ReleaseMachineOutput]
    /// They go on with it until another version is installed.
    let installed: [ReleaseMachineOutput]
    let release: ReleaseRolesOutput

    /// - Parameter list: nil where no relay was asked.
    init(product: String, version: String, targets: [String], list: ReleaseListOutput?, release: ReleaseRolesOutput) {
        self.product = product
        self.version = version
        self.targets = targets
        self.release = release
        relayAsked = list != nil
        let machines = list?.machines.filter { $0.product == product && $0.version == version } ?? []
        dropped = machines.filter { !$0.installed }
        installed = machines.filter(\.installed)
    }

    package func write(to page: inout Page) {
        let language = page.language
        for path in targets { page.field(.takenOut, path) }
        if relayAsked {
            page.field(.droppedBy, language.digits(String(dropped.count)))
            page.field(.stillInstalled, language.digits(String(installed.count)), installed.isEmpty ? nil : .warning)
            ReleaseListOutput.write(installed + dropped, to: &page)
        } else {
            page.line(language.word(.relayNotAsked), .warning)
        }
        page.line(language.word(.withdrawalTakesEffect))
        release.write(to: &page)
    }
}
