import App
import ArgumentParser

extension CasesCommand {
    struct EraseDue: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Lists the files whose time is over; with --yes it erases them (docs/erasure.md).")
        @OptionGroup var store: StoreOptions
        @OptionGroup var output: OutputOptions
        @Flag(help: "Only list them, as without --yes.") var dryRun = false
        @Flag(help: "Erase them. Nothing brings them back.") var yes = false

        func run() async throws {
            if dryRun && yes { throw Trouble("--dry-run and --yes exclude each other") }
            try output.show(try await App.eraseDue(try store.options(), yes: yes))
        }
    }
}
