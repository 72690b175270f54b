import Cases
import Kernel
import LegalTime
import Logging
import People
import Storage
import Web

/// The room of children on its own host: the engine of sealed cases, and what the room adds.
struct ProtectionJoint: Sendable {
    let sealed: SealedRoom
    let room: ProtectionRoom

    init(_ options: Options, _ database: Database, _ people: People, _ zone: Zone) throws {
        let folder = PolicyFolder(path: options.policy)
        guard let book = try ProtectionBook(folder) else {
            throw Trouble("\(options.policy) has no protection/child-trafficking.yaml")
        }
        let calendar = try Files.holidays(options.policy).working(at: .country)
        sealed = try SealedRoom(
            database: database, book: SealedBook(folder),
            world: SealedWorld(
                zone: zone, calendar: calendar,
                countries: Files.codedNames(options.home, "countries", code: "alpha2"),
                languages: Files.codedNames(options.home, "languages", code: "code")),
            extras: .protection)
        room = ProtectionRoom(
            room: sealed, book: book, letters: Letters.folder(options),
            colleagues: {
                try await people.users().map {
                    ProtectionRoom.Colleague(account: $0.id, name: $0.name, duties: $0.duties)
                }
            })
    }

    var routes: [Route] { sealed.routes + room.routes }

    /// Fetches signals: a child does not wait for an hour.
    func service(_ clock: @escaping Clock, _ logger: Logger) -> NightService {
        let room = self.room
        return NightService(
            work: { now in
                let found = try await room.takeSignals(at: now)
                if found.unreadable > 0 {
                    logger.error("letters", metadata: ["unreadable": "\(found.unreadable)"])
                }
            },
            name: "letters", secondsBetween: lettersSeconds, clock: clock, logger: logger)
    }
}

/// One look into a folder.
private let lettersSeconds: Int64 = 3
