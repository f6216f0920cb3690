import ArgumentParser

/// The program that puts versions into place on the customer's machine: root's own, without network.
@main
struct HamyarInstaller: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hamyar-installer",
        abstract: "Installs, and takes back, the products that this machine's owner listed.",
        discussion: """
            It trusts its own copy of the vendor's root and nothing that the agent says, opens no network socket, and writes each step \
            down before it is done: after a crash the old version or the new one is there, whole.
            """,
        version: ProgramVersion.text,
        subcommands: [
            Initialise.self, Serve.self, Status.self, Install.self, Rollback.self, Decide.self, Forget.self,
        ])
}
