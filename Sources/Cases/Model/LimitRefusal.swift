import Kernel

/// How much of the house one person takes: so many requests of a kind at once, so many a day, so many bytes. Each is a
/// choice of this installation, counted by the person whose files they are: whoever files for many is not held up. The
/// invented people of a demo, whom many play, have none.
enum PersonLimit {
    /// A family is one request; a second and a third of a kind may be about something else.
    static let openFilesMax = 3
    static let filesPerDayMax = 5
    /// Seven people with a dozen photographed pages of 4 MB.
    static let bytesPerDayMax = 350 * 1_048_576
    /// The same: what a file holds in all.
    static let bytesPerFileMax = 350 * 1_048_576

    /// Why no further request of a kind can be filed, or nil where one can; `open` are those of its person that stand.
    static func filingRefusal(open: Int) -> LimitRefusal? {
        open >= openFilesMax ? .tooManyOpen : nil
    }

    /// Why a document of so many bytes is not taken, or nil where it is: `today` came before it for its person, `held`
    /// lies in its file.
    static func bytesRefusal(_ bytes: Int, today: Int, held: Int) -> LimitRefusal? {
        if held + bytes > bytesPerFileMax { return .fileFull }
        return today + bytes > bytesPerDayMax ? .bytesToday : nil
    }
}

/// Why somebody waits who took much already, and the way out.
enum LimitRefusal: Refusal, Equatable {
    case tooManyOpen
    case tooManyToday
    case bytesToday
    case fileFull

    var kind: RefusalKind {
        switch self {
        case .tooManyOpen: .conflict
        case .tooManyToday: .tooMany
        case .bytesToday, .fileFull: .tooLarge
        }
    }

    var values: [String: String] {
        let megabyte = 1_048_576
        let max =
            switch self {
            case .tooManyOpen: PersonLimit.openFilesMax
            case .tooManyToday: PersonLimit.filesPerDayMax
            case .bytesToday: PersonLimit.bytesPerDayMax / megabyte
            case .fileFull: PersonLimit.bytesPerFileMax / megabyte
            }
        return ["max": String(max)]
    }

    var explanation: String {
        switch self {
        case .tooManyOpen:
            t(
                "{max} requests of this kind are open for this person already. Go on with one of them; when one is decided or taken back, another can be filed."
            )
        case .tooManyToday:
            t(
                "{max} requests were filed for this person today already. File the next one tomorrow."
            )
        case .bytesToday:
            t(
                "Files of {max} MB came for this person today already. Send the next ones tomorrow, or bring the papers to the office."
            )
        case .fileFull:
            t(
                "A case takes files of {max} MB in all. Bring the other papers to the office."
            )
        }
    }
}

/// Marks a text for the catalogues; whoever shows the refusal translates it.
private func t(_ text: String) -> String { text }
