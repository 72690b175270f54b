import App
import ArgumentParser

struct Policy: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "The rules that jurists own.", subcommands: [Check.self])

    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Checks procedures, decisions, letters, flows and calendars; exits 1 where one does not hold."
        )
        @OptionGroup var store: StoreOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            try output.show(try App.checkPolicy(try store.options()))
        }
    }
}

struct DirectoryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "directory", abstract: "The directory of places and services.",
        subcommands: [Import.self])

    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Imports places; nothing is applied where a row is bad.")
        @OptionGroup var store: StoreOptions
        @OptionGroup var output: OutputOptions
        @Argument(help: "A CSV file of places, or a folder with places.csv and registry-desks.csv.")
        var file: String
        @Option(help: "csv is read so far.") var format = "csv"

        func run() async throws {
            try output.show(
                try await App.importDirectory(try store.options(), file, format: format))
        }
    }
}

struct PlanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan", abstract: "National and municipal plans.",
        subcommands: [Import.self, Export.self])

    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Imports a plan; nothing is stored where a row is wrong.",
            discussion: """
                A folder of the policy, a table as CSV, XLSX or JSON (what `cais plan export` writes), or with --plan
                the official annex of a plan that is there (see measures-template.csv).
                """)
        @OptionGroup var store: StoreOptions
        @OptionGroup var output: OutputOptions
        @Argument(help: "A plan's folder or a file.") var file: String
        @Option(help: "The plan of which the file is the official annex.") var plan: String?
        @Flag(help: "Checks every row and stores nothing.") var preview = false

        func run() async throws {
            try output.show(
                try await App.importPlan(
                    try store.options(), file, annexOf: plan, isPreview: preview))
        }
    }

    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Writes a plan as a table, which imports back the same.")
        @OptionGroup var store: StoreOptions
        @OptionGroup var output: OutputOptions
        @Argument(help: "The key of the plan.") var plan: String
        @Option(help: "csv, xlsx or json.") var format = "csv"
        @Option(help: "The file to write.") var out: String

        func run() async throws {
            try output.show(
                try await App.exportPlan(
                    try store.options(), plan: plan, format: format, out: out))
        }
    }
}

struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "Answers to the questions of a review.",
        subcommands: [List.self, Check.self, Render.self])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "The question sets.")
        @OptionGroup var store: StoreOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            try output.show(try await App.reportList(try store.options()))
        }
    }

    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "The gaps of a report; exits 1 where there are any.")
        @OptionGroup var store: StoreOptions
        @OptionGroup var output: OutputOptions
        @Argument var set: String

        func run() async throws {
            try output.show(try await App.reportCheck(try store.options(), set: set))
        }
    }

    struct Render: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Writes a report with its figures cited.")
        @OptionGroup var store: StoreOptions
        @OptionGroup var output: OutputOptions
        @Argument var set: String
        @Option(help: "html, pdf, docx or json.") var format = "html"
        @Option(help: "A language's code.") var language = "en"
        @Option(help: "The file to write.") var out: String

        func run() async throws {
            let options = try store.options()
            try output.show(
                try await App.reportRender(
                    options, set: set, format: format, language: language, out: out))
        }
    }
}

struct CasesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cases", abstract: "Case files.",
        subcommands: [Import.self, Rebuild.self, EraseDue.self])

    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Takes over files of another system (docs/import-cases.md); exits 1 where a row is not in.",
            discussion: """
                A row is known by its source and number: run again, it changes nothing; ended half-way, it goes on.
                """)
        @OptionGroup var store: StoreOptions
        @OptionGroup var output: OutputOptions
        @Argument(
            help: "CSV (comma or semicolon, UTF-8 or Windows-1252) or JSON (an array or lines).")
        var file: String
        @Option(help: "Where rows that are not taken are written, whole, with what is wrong.")
        var errors: String?
        @Flag(help: "Say what would be done and change nothing.") var dryRun = false

        func run() async throws {
            let answer = try await App.importCases(
                try store.options(), file, errors: errors, dryRun: dryRun)
            try output.show(answer)
        }
    }

    struct Rebuild: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Folds every case anew from the journal; exits 1 where the projection differs.")
        @OptionGroup var store: StoreOptions
        @OptionGroup var output: OutputOptions
        @Option(help: "Only so many cases, drawn at random, where all would take too long.")
        var sample: Int?

        func run() async throws {
            try output.show(try await App.rebuildCases(try store.options(), sample: sample))
        }
    }
}

struct User: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Accounts, duties and addresses.",
        subcommands: [Add.self, List.self, Duty.self, Bounce.self])

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Makes an account; the password is read from standard input.")
        @OptionGroup var store: StoreOptions
        @OptionGroup var output: OutputOptions
        @Argument var login: String
        @Option var name: String
        @Option(help: "A sealed compartment, on the host of the body that owns it.")
        var compartment = "general"

        func run() async throws {
            guard let password = readLine(strippingNewline: true), password.count >= 12 else {
                throw Trouble("give a password of at least 12 characters on standard input")
            }
            try output.show(
                try await App.addUser(
                    try store.options(), compartment: compartment, login: login, name: name,
                    password: password))
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Accounts with their duties.")
        @OptionGroup var store: StoreOptions
        @OptionGroup var output: OutputOptions
        @Option(help: "A sealed compartment, on the host of the body that owns it.")
        var compartment = "general"

        func run() async throws {
            try output.show(
                try await App.listUsers(try store.options(), compartment: compartment))
        }
    }

    struct Duty: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Gives an account a duty.")
        @OptionGroup var store: StoreOptions
        @OptionGroup var output: OutputOptions
        @Argument var login: String
        @Option(help: "officer, supervisor, coordinator, administrator, …") var role: String
        @Option(help: "status, plan, statistics, operation, complaint, …") var purpose: String
        @Option(help: "The organisation's number; 1 is the agency.") var organisation: Int64 = 1
        @Option(help: "The slug of a place, for a duty at one place only.") var place: String?
        @Option(help: "A sealed compartment, on the host of the body that owns it.")
        var compartment = "general"

        func run() async throws {
            let answer = try await App.addDuty(
                try store.options(), compartment: compartment, login: login, role: role,
                purpose: purpose, organisation: organisation, place: place)
            try output.show(answer)
        }
    }

    struct Bounce: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Notes that a message to an address came back; no case ends by it.")
        @OptionGroup var store: StoreOptions
        @OptionGroup var output: OutputOptions
        @Argument(help: "The mail address or telephone number.") var address: String
        @Option(help: "What the carrier said, such as “550 no such user”.") var reason: String
        @Option(help: "A sealed compartment, on the host of the body that owns it.")
        var compartment = "general"

        func run() async throws {
            try output.show(
                try await App.noteBounce(
                    try store.options(), compartment: compartment, address: address,
                    reason: reason))
        }
    }
}
