import ArgumentParser

struct ReleaseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "release", abstract: "Releases of the vendor's products, and of the agent itself.",
        discussion: """
            A release directory holds what is public; private keys are elsewhere, and sign where they are. Building, signing and \
            withdrawing need no network; publish sends what is signed to the relay. Docs/releases.md goes through all of it.
            """,
        subcommands: [
            ReleaseInit.self, ReleaseKey.self, ReleaseBuild.self, ReleaseScript.self, ReleaseDiagnostics.self, ReleaseSign.self,
            ReleasePublish.self, ReleaseList.self,
            ReleaseWithdraw.self, ReleaseRotate.self, ReleaseRenew.self, ReleaseTrustCommand.self,
        ])
}
