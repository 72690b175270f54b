import App
import ArgumentParser

struct CausesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "causes",
        abstract: "What can honestly be said of a declared cause (docs/causes.md).",
        discussion:
            "The verdict is supported, weak, contradicted or cannot tell; each is an answer, and exits 0."
    )
    @OptionGroup var output: OutputOptions
    @Argument(help: "A YAML file: outcome, cause with its date, method, units that are compared.")
    var spec: String

    func run() async throws {
        try output.show(try App.studyCauses(spec))
    }
}
