import App
import ArgumentParser

struct AppointmentsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "appointments", abstract: "Desks and their times.", subcommands: [Busy.self])

    struct Busy: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Takes from a desk the times at which a calendar says that it is busy.")
        @OptionGroup var store: StoreOptions
        @OptionGroup var output: OutputOptions
        @Argument(help: "An iCalendar file; an earlier one of the same desk is replaced.")
        var file: String
        @Option(help: "The place, by its slug.")
        var office: String
        @Option(help: "The name of the desk at that place.")
        var desk: String

        func run() async throws {
            try output.show(
                try await App.importBusyTimes(
                    try store.options(), file, office: office, desk: desk))
        }
    }
}
