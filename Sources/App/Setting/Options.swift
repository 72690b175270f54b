import Cases
import Foundation
public import Kernel
public import Storage

/// Where an installation keeps its things: what every command takes.
public struct Options: Sendable {
    /// The folder of the embedded store, documents, keys and spool.
    public var data: String
    /// A PostgreSQL URL; nil for the embedded store.
    public var database: String?
    /// The folder with `web/`, `policy/`, `data/` and `languages/`.
    public var home: String
    /// The folder of key files, of a flag or CAIS_KEYS; nil for `keys` in the folder of the store.
    public var keys: String?
    /// The folder of the State whose rules this installation follows; no room knows another.
    public var policy: String
    public var environment: [String: String]

    public init(
        data: String, database: String?, home: String?, policy: String? = nil, keys: String? = nil,
        environment: [String: String]
    ) throws {
        self.data = data
        self.database = database
        self.keys = keys ?? environment["CAIS_KEYS"].flatMap { $0.isEmpty ? nil : $0 }
        if let database, !["postgresql://", "postgres://"].contains(where: database.hasPrefix) {
            throw Trouble(
                "--database takes a URL such as postgresql://user@host/name; leave it away for the embedded store"
            )
        }
        self.environment = environment
        guard let found = home ?? environment["CAIS_HOME"] ?? Options.findHome() else {
            throw Trouble(
                "cannot find the folders web, policy, data and languages; say where with --home or CAIS_HOME"
            )
        }
        guard Options.isHome(found) else {
            throw Trouble(
                "\(found) has no web, policy and languages; --home or CAIS_HOME names the folder that has them"
            )
        }
        self.home = found
        self.policy = policy ?? environment["CAIS_POLICY"] ?? found + "/policy/pt"
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: self.policy, isDirectory: &isFolder),
            isFolder.boolValue
        else {
            throw Trouble(
                "there is no policy folder \(self.policy); name one with --policy or CAIS_POLICY")
        }
    }

    public func location(of compartment: Compartment) -> Database.Location {
        if let database { return .postgres(url: ownDatabase(compartment) ?? database) }
        return .sqlite(path: data + "/" + compartment.name + ".sqlite")
    }

    /// The URL of one compartment alone, as CAIS_DATABASE_EQUALITY: a role of its own, which no other can ask.
    private func ownDatabase(_ compartment: Compartment) -> String? {
        environment["CAIS_DATABASE_" + compartment.name.uppercased()].flatMap {
            $0.isEmpty ? nil : $0
        }
    }

    public var keyFiles: KeyFiles {
        KeyFiles(folder: keys ?? data + "/keys", environment: environment)
    }

    /// CAIS_DOCUMENT_MEGABYTES: how large a document may be; what most need where nothing is said.
    func documentBytesMax() throws -> Int {
        guard let text = environment["CAIS_DOCUMENT_MEGABYTES"], !text.isEmpty else {
            return usualDocumentBytesMax
        }
        guard let megabytes = Int(text), (1...documentMegabytesMax).contains(megabytes) else {
            throw Trouble(
                "CAIS_DOCUMENT_MEGABYTES is a number from 1 to \(documentMegabytesMax), not \(text)"
            )
        }
        return megabytes * 1_048_576
    }

    public func documentsFolder(_ compartment: Compartment) -> String {
        data + "/documents/" + compartment.name
    }

    /// The working folder, then what stands around the program: a checkout or an installation.
    private static func findHome() -> String? {
        let program = URL(fileURLWithPath: CommandLine.arguments.first ?? "")
            .resolvingSymlinksInPath()
        var candidates = [FileManager.default.currentDirectoryPath]
        var folder = program.deletingLastPathComponent()
        for _ in 0..<6 {
            candidates += [folder.path, folder.path + "/share/cais"]
            folder = folder.deletingLastPathComponent()
        }
        return candidates.first(where: isHome)
    }

    private static func isHome(_ path: String) -> Bool {
        ["web/css", "policy", "languages"].allSatisfy {
            FileManager.default.fileExists(atPath: path + "/" + $0)
        }
    }
}

/// What a case may hold in all.
private let documentMegabytesMax = 350

/// A command cannot go on: what is wrong and the way out.
public struct Trouble: Error, CustomStringConvertible, Sendable {
    public let description: String

    public init(_ description: String) {
        self.description = description
    }
}
