import App
import ArgumentParser

struct AllocationCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "allocation",
        abstract: "Rounds of allocation: who gets which visit (docs/allocation.md).",
        subcommands: [Solve.self, Verify.self])

    struct Solve: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Assigns households to desks by published criteria and a promised lot.")
        @OptionGroup var output: OutputOptions
        @Option(help: "Lines of applicants.") var demand: String
        @Option(help: "The line of the round and those of the desks.") var supply: String
        @Option(help: "Writes the whole round there, to be published and verified.")
        var out: String?

        func run() async throws {
            try output.show(
                try App.solveAllocation(demand: demand, supply: supply, out: out))
        }
    }

    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Works a published round out again; exits 1 where a line differs.")
        @OptionGroup var output: OutputOptions
        @Argument(help: "The published file.") var file: String

        func run() async throws {
            try output.show(try App.verifyAllocation(file))
        }
    }
}
