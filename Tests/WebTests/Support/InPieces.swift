import Synchronization

@testable import Web

/// Bytes as a file is read: 64 KiB at a time.
func inPieces(_ bytes: [UInt8]) -> FilePieces {
    let reading = Reading(bytes)
    return { reading.next() }
}

private final class Reading: Sendable {
    private let left: Mutex<[UInt8]>

    init(_ bytes: [UInt8]) { left = Mutex(bytes) }

    func next() -> [UInt8]? {
        left.withLock { left in
            if left.isEmpty { return nil }
            let piece = Array(left.prefix(65_536))
            left.removeFirst(piece.count)
            return piece
        }
    }
}
