import App
import ArgumentParser

struct DecideCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decide", abstract: "The answer of a decision model (DMN) for data in JSON.")
    @OptionGroup var output: OutputOptions
    @Argument(help: "The .dmn file.") var file: String
    @Option(help: "The name of the decision.") var decision: String
    @Option(help: "An object with a member for each input.") var input: String
    @Option(help: "The day for which it is asked; today where it is not given.") var on: String?
    @Flag(help: "Also which rules fired, with what they saw.") var explain = false

    func run() async throws {
        try output.show(
            try App.decide(
                file: file, decision: decision, input: input, on: on, isExplained: explain))
    }
}

struct DecisionsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decisions", abstract: "Decision models and the kit that tests their engine.",
        subcommands: [Test.self, Check.self])

    struct Test: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Runs DMN TCK folders; exits 1 where a result is not the expected one.")
        @OptionGroup var output: OutputOptions
        @Argument(help: "The folder with the kit's folders.") var folder: String

        func run() async throws {
            try output.show(try App.testDecisions(folder: folder))
        }
    }

    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Gaps, contradictions and unknown names; exits 1 where one is found.")
        @OptionGroup var output: OutputOptions
        @Argument(help: "The .dmn files.") var files: [String]

        func run() async throws {
            try output.show(try App.checkDecisions(files: files))
        }
    }
}
