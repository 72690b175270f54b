import Kernel

/// What happened in a sealed case. The journal shows that a line is there, when and by whom; all else is ciphertext.
enum SealedEvent: Codable, Sendable, Equatable {
    case filed(Filed)
    case acted(Acted)
    case said(Said)
    case evidence(Evidence)
    case custody(Custody)
    /// Somebody of the room may read it from now on.
    case reader(AccountID)
    case glass(Glass)
    case confirmed(GlassConfirmed)

    struct Filed: Codable, Sendable, Equatable {
        let procedure: String
        let answers: [String: String]
        /// Taken down at a desk from somebody who spoke.
        let isOral: Bool
    }

    struct Acted: Codable, Sendable, Equatable {
        let act: String
        let answers: [String: String]
        /// The day that counts for clocks.
        let day: Day
    }

    struct Said: Codable, Sendable, Equatable {
        let isDesk: Bool
        let text: String
    }

    /// A thing that was handed in; its bytes are kept apart, under the compartment's key.
    struct Evidence: Codable, Sendable, Equatable {
        let number: Int
        let name: String
        let kind: String
        let bytes: Int
        /// SHA-256 of what came, in hexadecimal.
        let hash: String
        let isDesk: Bool
        /// Whether a scanner looked through it as it came; nil where it came before there was one.
        var isChecked: Bool?
    }

    /// A thing was taken out: opened, printed or moved.
    struct Custody: Codable, Sendable, Equatable {
        enum Deed: String, Codable, Sendable {
            case read, opened, printed, moved
        }

        /// Nil where it was the case as a whole.
        let evidence: Int?
        let deed: Deed
        /// Of the bytes as they were at that time.
        let hash: String?
        var to: String?
    }

    /// Somebody who is no reader asks to be one for some hours.
    struct Glass: Codable, Sendable, Equatable {
        let reason: String
        /// Whether telling the person would endanger somebody.
        let endangers: Bool
        /// Which human being asks, so that a second account is no second person; nil where nobody said it.
        var person: PersonID?
    }

    struct GlassConfirmed: Codable, Sendable, Equatable {
        let asker: AccountID
        let until: Moment
    }

    /// What stands in clear in the journal: no word of what was done.
    static let kind = "sealed.line"

    static func subject(_ id: SealedCaseID) -> String { "sealed/\(id)" }
}
