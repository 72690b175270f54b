import App
import ArgumentParser

struct HSDSCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hsds",
        abstract: "The directory in the Human Services Data Specification 3.0.",
        subcommands: [Export.self, Import.self, Validate.self, Bundle.self])

    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Writes the directory as a tabular data package, or as one JSON file.")
        @OptionGroup var store: StoreOptions
        @OptionGroup var output: OutputOptions
        @Argument(help: "A folder for CSV files, or a file that ends in .json.") var path: String

        func run() async throws {
            try output.show(try await App.exportHSDS(try store.options(), path))
        }
    }

    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Imports records; nothing is applied where one is bad.")
        @OptionGroup var store: StoreOptions
        @OptionGroup var output: OutputOptions
        @Argument(
            help:
                "A folder or a file: a data package (CSV, JSON), answers of a feed, or CSV of 1.x.")
        var path: String

        func run() async throws {
            try output.show(try await App.importHSDS(try store.options(), path, trial: false))
        }
    }

    struct Validate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Says what an import would say, and changes nothing.")
        @OptionGroup var store: StoreOptions
        @OptionGroup var output: OutputOptions
        @Argument(help: "A folder or a file, as for import.") var path: String

        func run() async throws {
            try output.show(try await App.importHSDS(try store.options(), path, trial: true))
        }
    }

    struct Bundle: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Writes the whole directory as one signed page that opens without a network.")
        @OptionGroup var store: StoreOptions
        @OptionGroup var output: OutputOptions
        @Option(help: "The file that is written, such as places.html.") var out: String

        func run() async throws {
            try output.show(try await App.writeBundle(try store.options(), to: out))
        }
    }
}
