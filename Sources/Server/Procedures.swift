import App
import ArgumentParser

struct ProceduresCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "procedures", abstract: "Versions of procedures, and the files under them.",
        subcommands: [Diff.self, Migrate.self])

    struct Diff: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "The differences of two versions in words, for the person and for the desk.",
            discussion: """
                Each side is a policy folder, the file of a procedure, or CODE@VERSION of the rules that are installed.
                """)
        @OptionGroup var store: StoreOptions
        @OptionGroup var output: OutputOptions
        @Argument(help: "The older side.") var old: String
        @Argument(help: "The newer side.") var new: String
        @Option(help: "A language's code.") var language = "en"

        func run() async throws {
            try output.show(
                try App.procedureDifferences(
                    try store.options(), old, new, language: language))
        }
    }

    struct Migrate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Moves the open files of a version to another one; exits 1 where one stays.",
            discussion: """
                It acts as a supervisor, within the offices of that account and never in a file of its own. Ended \
                half-way, --resume goes on; --undo takes a run back within a week.
                """)
        @OptionGroup var store: StoreOptions
        @OptionGroup var output: OutputOptions
        @Argument(help: "The code of the procedure.") var procedure: String?
        @Option(help: "The version that the files stand under.") var from: String?
        @Option(help: "The version that they are moved to.") var to: String?
        @Option(help: "The login of the supervisor who orders it.") var by: String
        @Option(help: "Why; the person of each file reads it.") var because: String?
        @Option(help: "The rule of law that lets files be moved.") var basis: String?
        @Flag(help: "Also files that it leaves worse off.") var evenUnfavourable = false
        @Flag(help: "Say what would become of each file and change nothing.") var dryRun = false
        @Option(help: "Go on with the run of this number.") var resume: String?
        @Option(help: "Undo the run of this number.") var undo: String?
        @Option(help: "A language's code.") var language = "en"

        func validate() throws {
            if undo != nil, resume != nil {
                throw ValidationError("--undo and --resume do not go together")
            }
            if undo == nil, resume == nil, procedure == nil || from == nil || to == nil {
                throw ValidationError("name the procedure, --from and --to, or a run")
            }
        }

        func run() async throws {
            let options = try store.options()
            if let run = undo ?? resume {
                try output.show(
                    try await App.continueMove(
                        options, run: run, undo: undo != nil, by: by, language: language))
                return
            }
            let wish = MoveWish(
                procedure: procedure ?? "", from: from ?? "", to: to ?? "",
                because: because ?? "", basis: basis ?? "",
                evenUnfavourable: evenUnfavourable, dryRun: dryRun)
            try output.show(
                try await App.moveProcedure(options, wish, by: by, language: language))
        }
    }
}
