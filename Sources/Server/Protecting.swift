import App
import ArgumentParser

struct ProtectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "protect",
        abstract: "Hides what would tell of single people in a table, and audits the rest.")
    @OptionGroup var output: OutputOptions
    @Argument(help: "The table in long form: a column a dimension, a line a cell.")
    var table: String
    @Option(help: "What the columns are, the rules and the method (YAML).") var spec: String
    @Option(help: "Writes the protected table there, when the audit is content.")
    var out: String?
    @Option(help: "Seconds a call of the solver may take.") var seconds = 60

    func run() async throws {
        try output.show(
            try App.protect(table, spec: spec, out: out, solverSecondsMax: seconds))
    }
}
