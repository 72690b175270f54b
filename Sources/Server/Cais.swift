import App
import ArgumentParser
import Foundation

/// The program: reads what was asked on the command line and hands it to the rooms.
@main
struct Cais: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cais",
        abstract: "Runs a State's migration services and reports on them.",
        discussion: "Exit codes: 0 done, 1 the thing checked fails, 2 wrong use or bad input.",
        version: productVersion,
        subcommands: [
            Setup.self, Demo.self, Serve.self, Verify.self, BackupCommand.self, RestoreCommand.self,
            Policy.self, DirectoryCommand.self, HSDSCommand.self, CourseCommand.self,
            AppointmentsCommand.self,
            SeriesCommand.self, PlanCommand.self, ReportCommand.self,
            CasesCommand.self, ProceduresCommand.self, FiguresCommand.self, FlowsCommand.self,
            CalendarCommand.self,
            ClockCommand.self, DecideCommand.self, DecisionsCommand.self, AllocationCommand.self,
            SDMXCommand.self, CausesCommand.self, ProtectCommand.self, TrendsCommand.self,
            ProgressCommand.self,
            User.self, OpenAPICommand.self,
        ])

    /// ArgumentParser ends wrong use with 64; ours is 2.
    static func main() async {
        do {
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch let code as ExitCode {
            Foundation.exit(code.rawValue)
        } catch {
            let code = exitCode(for: error)
            let text = fullMessage(for: error)
            if code == .success {
                print(text)
                Foundation.exit(0)
            }
            let isUse = code == .validationFailure
            let brief = isUse ? message(for: error) : Trouble(explaining: error).description
            complain("cais: " + brief + (isUse ? " (see cais --help)" : ""))
            Foundation.exit(2)
        }
    }
}

/// To standard error: standard output is for what a script reads.
func complain(_ text: String) {
    FileHandle.standardError.write(Data((text + "\n").utf8))
}

/// What every command takes.
struct StoreOptions: ParsableArguments {
    @Option(help: "The folder of the embedded store, documents and keys.")
    var data = "var"

    @Option(help: "A PostgreSQL URL (several hosts allowed) instead of the embedded store.")
    var database: String?

    @Option(help: "The folder with web, policy, data and languages.")
    var home: String?

    @Option(help: "The folder of the State's rules instead of policy/pt; also CAIS_POLICY.")
    var policy: String?

    @Option(help: "The folder of key files instead of keys/ below --data; also CAIS_KEYS.")
    var keys: String?

    func options() throws -> Options {
        let environment = ProcessInfo.processInfo.environment
        return try Options(
            data: data, database: database ?? environment["CAIS_DATABASE"], home: home,
            policy: policy, keys: keys, environment: environment)
    }
}

/// Prints one JSON document, or lines for people.
struct OutputOptions: ParsableArguments {
    @Flag(help: "One JSON document on standard output; everything else goes to standard error.")
    var json = false

    func show(_ answer: Answer) throws {
        print(json ? answer.json : answer.text)
        if !answer.isGood { throw ExitCode(1) }
    }
}
