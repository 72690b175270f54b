import App
import ArgumentParser

struct TrendsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trends",
        abstract:
            "Trend, slope and changes of series (CSV: series, period, value, maybe flag, note).")
    @OptionGroup var output: OutputOptions
    @Argument(help: "The series in long form.") var file: String
    @Option(
        help: "original, hamed-rao, yue-wang, prewhitening or trend-free-prewhitening.")
    var method = "original"

    func run() async throws {
        try output.show(try App.trends(file, method: method))
    }
}

struct ProgressCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "progress",
        abstract: "Progress, stagnation or regression of series, beside the published method.")
    @OptionGroup var output: OutputOptions
    @Argument(help: "The series in long form.") var file: String
    @Option(
        help: "YAML: series: NAME: {better: up, target: 150, by: 2030, limit: 100, base: 2015}.")
    var spec: String

    func run() async throws {
        try output.show(try App.progress(file, spec: spec))
    }
}
