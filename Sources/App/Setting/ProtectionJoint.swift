import Cases
import People

extension Joints {
    /// What the room of children has beside the engine: letters with signals, and who works at which body.
    static func protection(
        _ room: SealedRoom, _ people: People, _ options: Options
    ) throws -> ProtectionRoom {
        guard let book = try ProtectionBook(PolicyFolder(path: options.policy)) else {
            throw Trouble("\(options.policy) has no protection/child-trafficking.yaml")
        }
        return ProtectionRoom(
            room: room, book: book, letters: Letters.folder(options),
            colleagues: {
                try await people.users().map {
                    ProtectionRoom.Colleague(account: $0.id, name: $0.name, duties: $0.duties)
                }
            })
    }
}
