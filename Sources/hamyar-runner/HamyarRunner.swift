import ArgumentParser

/// The program that runs remote commands and scripts on the customer's machine, beside the agent and never as it.
@main
struct HamyarRunner: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hamyar-runner",
        abstract: "Runs commands that the agent was allowed to run, as a user without rights of its own.",
        discussion: """
            It hears the agent alone, over a local socket, and knows neither keys nor sessions. Each command has a session and, where one \
            is delegated, a control group of its own, limits of time, memory, processes and output, and ends with all that it started. \
            Docs/commands.md.
            """,
        version: "0.1.0", subcommands: [Serve.self])
}
