import App
import ArgumentParser

struct Setup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Makes keys and tables; what is there is left as it is.")
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    @Option(
        help: "A compartment whose key is made on this host; the general one unless told otherwise."
    )
    var compartment: [String] = []

    func run() async throws {
        try output.show(try await App.setup(try store.options(), compartments: compartment))
    }
}

struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Loads real lists and series and invented people, and says what it loaded.")
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    @Option(
        help:
            "small: enough for every page; national: also 1,400,000 invented files, into a store that has none."
    )
    var scale = "small"

    @Option(help: "So many invented files instead, with --scale national.")
    var cases: Int?

    @Option(help: "As many files as so many lines of the journal tell, with --scale national.")
    var events: Int?

    func run() async throws {
        guard let scale = DemoScale(rawValue: scale) else {
            throw Trouble("--scale is small or national")
        }
        let answer = try await App.demo(
            try store.options(), scale: scale, cases: cases, events: events)
        try output.show(answer)
    }
}

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serves pages on loopback; TLS ends at the proxy before it.",
        discussion: """
            From the environment: CAIS_ADDRESS (what visitors type, such as https://cais.example.org; codes on papers and
            links in mails lead there), CAIS_OIDC_ISSUER, _CLIENT, _SECRET and _NAME.
            Mail: CAIS_SMTP_URL (smtp://host:port with STARTTLS, or smtps://host:port) and CAIS_MAIL_FROM; where
            the server asks, CAIS_SMTP_USER and CAIS_SMTP_PASSWORD_FILE (or CAIS_SMTP_PASSWORD). Without them mail
            is written to the folder mail/ of --data, and pages say so.
            Files: CAIS_CLAMD (the path of clamd's socket, or 127.0.0.1:port) looks through what people hand in; what
            is infected is refused, and what comes while clamd is down waits until it answers.
            """)
    @OptionGroup var store: StoreOptions

    @Option(help: "The address to listen on.")
    var host = "127.0.0.1"

    @Option(help: "The port; 0 for any free one.")
    var port = 8080

    @Option(
        help:
            "Serve one compartment only, on the host that holds its key: general, help, equality, protection."
    )
    var compartment: [String] = []

    @Flag(
        help:
            "Visitors come over TLS through a proxy that sets X-Forwarded-For; needs CAIS_ADDRESS."
    )
    var behindProxy = false

    @Option(
        help:
            "Requests a minute from one address; 0 for no limit, also on what one person files and books: for measuring."
    )
    var rate = 600

    @Option(
        help: "Least severe level that is logged: debug, info, notice (requests), warning, error.")
    var log = "notice"

    func run() async throws {
        let settings = ServeSettings(
            host: host, port: port, compartments: compartment, behindProxy: behindProxy, rate: rate,
            logLevel: log)
        try await App.serve(try store.options(), settings)
    }
}

struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract:
            "Follows every chain of the journal and every checkpoint, or checks a signed file; exits 1 where one is broken."
    )
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    @Argument(
        help:
            "A file that a house signed, such as the directory to take along; needs no store, only the house's key."
    )
    var file: String?

    @Option(
        help: "The public key that the house publishes; without it that of --against or --keys.")
    var key: String?

    @Option(help: "Checkpoints kept outside (a file that --export wrote), to compare with.")
    var against: String?

    @Option(help: "Write the checkpoints and the public key to a file, to be kept outside.")
    var export: String?

    func run() async throws {
        if let file {
            if export != nil {
                throw Trouble("--export is for the store: cais verify --export FILE")
            }
            let answer = try App.verifyFile(try store.options(), file, key: key, against: against)
            return try output.show(answer)
        }
        if key != nil { throw Trouble("--key is for a file: cais verify FILE --key KEY") }
        try output.show(try await App.verify(try store.options(), against: against, export: export))
    }
}

struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Copies databases and documents while the house is open.")
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions
    @Argument(help: "A folder that is made; it must not exist.") var folder: String

    func run() async throws {
        try output.show(try await App.backup(try store.options(), to: folder))
    }
}

struct RestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Restores a backup into an empty store and verifies it.")
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions
    @Argument(help: "The folder that `cais backup` made.") var folder: String
    @Option(
        help:
            "A compartment that is left out; may be given several times. Any other without its key is refused."
    )
    var without: [String] = []

    func run() async throws {
        try output.show(try await App.restore(try store.options(), from: folder, without: without))
    }
}

struct OpenAPICommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "openapi",
        abstract: "Prints the OpenAPI 3.1 document that is made from the routes.")
    @OptionGroup var store: StoreOptions

    func run() async throws {
        print(try await App.openAPI(try store.options()))
    }
}
