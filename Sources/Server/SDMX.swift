import App
import ArgumentParser

struct SDMXCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sdmx",
        abstract: "Statistical messages: SDMX-ML, SDMX-JSON, SDMX-CSV, also packed.",
        subcommands: [Read.self, Convert.self, Validate.self])

    struct Read: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Counts what a message holds: series, observations, sums, artefacts.")
        @OptionGroup var output: OutputOptions
        @Argument(help: "The message; gzip and zip are unpacked.") var file: String
        @Option(help: "A structure message with the data's definition.") var structure: String?

        func run() async throws {
            try output.show(try App.readSDMX(file, structure: structure))
        }
    }

    struct Convert: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Writes a message in another format; the file appears when it is whole.")
        @OptionGroup var output: OutputOptions
        @Argument(help: "The message that is read.") var input: String
        @Argument(help: "The file that is written; with .gz it is packed.") var out: String
        @Option(
            help: "ml21-generic, ml21, ml30, json1, json20, json21, csv1 or csv2; else by suffix.")
        var format: String?
        @Option(help: "A structure message with the data's definition.") var structure: String?

        func run() async throws {
            try output.show(
                try App.convertSDMX(input, to: out, format: format, structure: structure))
        }
    }

    struct Validate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Checks data against their structure; exits 1 where something is wrong.")
        @OptionGroup var output: OutputOptions
        @Argument(help: "The data message.") var file: String
        @Option(help: "A structure message with the definition and its code lists.")
        var structure: String

        func run() async throws {
            try output.show(try App.validateSDMX(file, structure: structure))
        }
    }
}
