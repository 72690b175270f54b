import Formats
import Foundation
import Kernel
import NIOCore
import Storage

extension Trouble {
    /// What went wrong and the way out, on one line: whoever typed a command has nothing else to go by.
    public init(explaining error: any Error) {
        let text =
            switch error {
            case let trouble as Trouble: trouble.description
            case let error as FormatError: error.description
            case let error as StorageError: Trouble.words(error)
            case let error as IOError where error.errnoCode == EADDRINUSE:
                "another program listens on this port: name another with --port, or 0 for any free one"
            case let refusal as any Refusal: Trouble.words(refusal)
            default: String(describing: error)
            }
        self.init(text.split(whereSeparator: \.isNewline).joined(separator: " "))
    }

    /// A refusal speaks with its values in the places of the braces.
    private static func words(_ refusal: any Refusal) -> String {
        refusal.values.reduce(refusal.explanation) {
            $0.replacing("{\($1.key)}", with: $1.value)
        }
    }

    private static func words(_ error: StorageError) -> String {
        switch error {
        case .connection(let why):
            "cannot open the database: \(why) (check --database or CAIS_DATABASE, and that the server runs)"
        case .migration(let why):
            "the tables do not fit this program: \(why) (run the version that made them, or a newer one)"
        case .key(let why):
            """
            the key does not fit: \(why) (name the folder of the right one with --keys or CAIS_KEYS, or the key \
            itself in CAIS_KEY_…; without them the folder keys below --data is taken)
            """
        case .sealed(let why):
            "what is stored does not hold: \(why) (`cais verify` names all that was changed; see also --keys)"
        case .statement(let why, _), .constraint(_, let why), .serialization(let why):
            "the database refused: \(why)"
        case .unknownOutcome(let why):
            "the connection broke and the last change may or may not be stored: \(why) (run the command again)"
        case .overloaded: "too much waits to be written: try again"
        case .closed, .noColumn, .wrongType: "a fault of this program: \(error)"
        }
    }
}
