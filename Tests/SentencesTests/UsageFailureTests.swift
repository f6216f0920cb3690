import Primitives
import Testing

@testable import Sentences

/// As the library says it (swift-argument-parser 1.8).
@Suite struct UsageFailureTests {
    @Test(arguments: [
        ("Missing expected argument '<machine>'", "<machine> is missing; see hamyar x --help."),
        ("Missing value for '--every <every>'", "--every <every> needs a value; see hamyar x --help."),
        ("Unknown option '--onyl'. Did you mean '--only'?", "There is no option --onyl; see hamyar x --help."),
        ("Unexpected argument 'ls'", "ls is one word too many; see hamyar x --help."),
        ("2 unexpected arguments: 'ls', '-l'", "ls is one word too many; see hamyar x --help."),
        ("The value 'soon' is invalid for '--every <every>'", "soon is no value for --every <every>; see hamyar x --help."),
        (
            "The value 'x' is invalid for '--kind <kind>'. Please provide one of 'release' or 'fix'.",
            "x is no value for --kind <kind>; it takes one of release, fix; see hamyar x --help."
        ),
        (
            "The value 'x' is invalid for '<kind>'. Please provide one of the following:\n  - release\n  - fix",
            "x is no value for <kind>; it takes one of release, fix; see hamyar x --help."
        ),
        ("Either --file or --save.", "The command line is wrong: Either --file or --save; see hamyar x --help."),
        ("", "The command line is wrong; see hamyar x --help."),
    ])
    func `one sentence for each`(message: String, sentence: String) {
        let failure = UsageFailure.make(of: message, command: "hamyar x")
        #expect(Language.english.sentence(for: failure) == sentence)
        #expect(Language.persian.sentence(for: failure).contains("را ببینید"))
        #expect(ExitCode(for: failure.code) == .usage)
    }

    @Test func `sentences stand without what is not known`() {
        for code in [
            "diagnosis.withheld", "operation.interrupted", "operation.not-performed", "installer.unreachable",
            "command.no-runner",
            "command.refused",
        ] {
            for language in Language.allCases {
                let sentence = language.sentence(for: Failure(.init(rawValue: code)))
                #expect(!sentence.contains("…"), "\(sentence)")
            }
        }
    }
}
