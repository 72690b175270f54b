import Synchronization

/// A place for a room that another room, made earlier, will ask later.
final class Box<Room: Sendable>: Sendable {
    private let room = Mutex<Room?>(nil)

    func fill(_ value: Room) {
        room.withLock { $0 = value }
    }

    /// The room, or nil before the house stands.
    func peek() -> Room? { room.withLock { $0 } }

    func get() throws -> Room {
        guard let value = room.withLock({ $0 }) else {
            throw Trouble("a room was asked before the house stood")
        }
        return value
    }
}
