import App
import ArgumentParser

struct SeriesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "series", abstract: "The observatory's series.",
        subcommands: [Import.self, Undo.self, List.self])

    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Imports series: CSV with its YAML beside it, SDMX, a table or workbook with a mapping."
        )
        @OptionGroup var store: StoreOptions
        @OptionGroup var output: OutputOptions
        @Argument(help: "The file, also packed with gzip.") var file: String
        @Option(help: "A YAML file that says what the series is and what its columns are.")
        var mapping: String?
        @Option(help: "What the source calls this state of its data.") var vintage: String?
        @Flag(help: "Say what would be done and change nothing.") var dryRun = false

        func run() async throws {
            let answer = try await App.importSeries(
                try store.options(), file, mapping: mapping, vintage: vintage, dryRun: dryRun)
            try output.show(answer)
        }
    }

    struct Undo: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Takes an import back; the vintage before it is shown again.")
        @OptionGroup var store: StoreOptions
        @OptionGroup var output: OutputOptions
        @Argument(help: "The number of the import, as the list names it.") var number: String
        @Option(help: "Why, for whoever cited these numbers.") var why: String

        func run() async throws {
            try output.show(try await App.undoSeries(try store.options(), number, why: why))
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "The imports of series, newest first.")
        @OptionGroup var store: StoreOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            try output.show(try await App.listSeries(try store.options()))
        }
    }
}
