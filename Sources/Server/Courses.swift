import App
import ArgumentParser

struct CourseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "course", abstract: "Courses of Portuguese as a host language.",
        subcommands: [Import.self])

    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Imports a list of courses; nothing is applied where a row is bad.")
        @OptionGroup var store: StoreOptions
        @OptionGroup var output: OutputOptions
        @Argument(help: "A CSV file of courses; its columns stand in docs/import-courses.md.")
        var file: String

        func run() async throws {
            try output.show(try await App.importCourses(try store.options(), file))
        }
    }
}
