import App
import ArgumentParser

/// What every question of this file takes: where the policy is, and how the answer is shown.
struct AskOptions: ParsableArguments {
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func show(_ answer: (Options) throws -> Answer) throws {
        try output.show(try answer(try store.options()))
    }
}

/// Whose days are asked about, and by whose knowledge.
struct ViewOptions: ParsableArguments {
    @OptionGroup var office: OfficeOptions
    @Option(help: "By what was known on this day.") var asKnown: String?
}

/// Whose working days are counted.
struct OfficeOptions: ParsableArguments {
    @Option(help: "The municipality of the office, four digits.") var place: String?
    @Option(help: "The office, by its slug in the directory: for days on which it alone is closed.")
    var office: String?
}

struct CalendarCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calendar", abstract: "Holidays, tolerances and closures of a place.",
        subcommands: [Show.self, Import.self], defaultSubcommand: Show.self)

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "The holidays between two days.")
        @OptionGroup var ask: AskOptions
        @Option(help: "The first day, as 2026-01-01.") var from: String
        @Option(help: "The last day.") var to: String
        @OptionGroup var view: ViewOptions
        @Flag(help: "An iCalendar file on standard output.") var ics = false

        func run() async throws {
            try ask.show {
                try App.calendar(
                    $0, from: from, to: to, place: view.office.place, office: view.office.office,
                    asKnown: view.asKnown, isICalendar: ics)
            }
        }
    }

    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Takes dated decisions in (declarations.csv); nothing where a line is bad.")
        @OptionGroup var ask: AskOptions
        @Argument(
            help: "CSV: date,kind,scope,place,part,name_pt,declared,withdrawn,source.")
        var file: String

        func run() async throws {
            try ask.show { try App.importCalendar($0, file: file) }
        }
    }
}

struct ClockCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clock", abstract: "Legal periods that explain themselves.",
        subcommands: [Add.self, Explain.self, Check.self, Silence.self, Challenge.self])

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "The end of a period that starts on a day, and how it was counted.")
        @OptionGroup var ask: AskOptions
        @Option(help: "The day of the event, which is not counted.") var from: String
        @Option(help: "How many.") var length: Int
        @Option(help: "working, calendar, months, years or hours.") var unit: String
        @OptionGroup var office: OfficeOptions
        @Option(help: "Where the person is, if the distance counts: as in explain.")
        var person: String?

        func run() async throws {
            try ask.show {
                try App.addClock(
                    $0, from: from, length: length, unit: unit, place: office.place,
                    office: office.office, person: person)
            }
        }
    }

    struct Explain: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "A rule of the policy with the events of a file (YAML or JSON).")
        @OptionGroup var ask: AskOptions
        @Option(help: "file/clock, as cpa/answer.") var rule: String
        @Option(help: "A list of {event, day}; also known and withdrawn.") var events: String
        @OptionGroup var view: ViewOptions
        @Option(help: "Where the person is: mainland, islands, europe, elsewhere or a code.")
        var person: String?
        @Option(help: "How it stands on this day.") var at: String?

        func run() async throws {
            try ask.show {
                try App.explainClock(
                    $0, rule: rule, events: events, place: view.office.place,
                    office: view.office.office, person: person, at: at, asKnown: view.asKnown)
            }
        }
    }

    struct Silence: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "What the silence of the office or the person brings about in open cases.")
        @OptionGroup var ask: AskOptions
        @Option(help: "The day; today where none is given.") var at: String?
        @Option(help: "Also what comes within so many days.") var within = 30

        func run() async throws {
            let answer = try await App.silence(
                try ask.store.options(), at: at, within: within)
            try ask.output.show(answer)
        }
    }

    struct Challenge: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Until when the decision of a case can be challenged, as its page says it.")
        @OptionGroup var ask: AskOptions
        @Argument(help: "The reference of the case.") var reference: String

        func run() async throws {
            try ask.output.show(
                try await App.remedies(try ask.store.options(), of: reference))
        }
    }

    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Runs the worked examples of the policy; exits 1 where one fails.")
        @OptionGroup var ask: AskOptions
        @Argument(help: "Files of examples; all of the policy where none is named.")
        var files: [String] = []

        func run() async throws {
            try ask.show { try App.checkClocks($0, files: files) }
        }
    }
}
